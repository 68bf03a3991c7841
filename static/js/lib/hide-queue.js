/** The pictures nobody has decided about: shown one after the other, and sent when their owner has said how. */
import { HideParts } from "./hide-parts.js";
import { decoded, thumbnail } from "./picture.js";

export class Pictures {
  /** ways: `uploads()` all files, `start(upload)` lets one go, `draw(upload)` shows its row again, `most` bytes of a file. */
  constructor(template, say, ways) { Object.assign(this, { window: new HideParts(template, say), ways }); }

  left(only) { return this.ways.uploads().filter(one => one.state === "look" && (!only || one === only)); }

  /** All of them, or `only` one; are all decided then? */
  decide(only) {
    this.deciding ??= this.show(only).finally(() => { this.deciding = null; });
    return this.deciding;
  }

  async show(only) {
    await Promise.all(this.left(only).map(one => this.seen(one)));
    let number = 0;
    for (let [upload] = this.left(only); upload; [upload] = this.left(only)) {
      const bitmap = await this.seen(upload);
      if (!bitmap) continue;
      number += 1;
      const { decision, file } = await this.window.decide({ upload, bitmap, number, count: number - 1 + this.left(only).length }, this.ways.most);
      if (decision === "later") break;
      if (file) await this.swap(upload, file);
      for (const one of decision === "all" ? this.left(only) : [upload]) this.ways.start(one);
      this.last = upload;
    }
    this.window.close();
    return !this.left().length;
  }

  /** A picture, small in its row; nothing can be covered in what cannot be shown, so that goes as it is. */
  async seen(upload) {
    const bitmap = await decoded(upload.file);
    if (bitmap) this.shrink(upload, bitmap);
    else if (upload.state === "look") this.ways.start(upload);
    return bitmap;
  }

  /** The covered picture takes the place of the first one, which leaves this page's memory with it. */
  async swap(upload, file) {
    const { name, size, type, lastModified } = upload.original;
    Object.assign(upload, { file, name: file.name, size: file.size, type: file.type, original: { name, size, type, lastModified } });
    this.shrink(upload, await decoded(file));
  }

  shrink(upload, bitmap) {
    upload.thumb = thumbnail(bitmap);
    this.ways.draw(upload);
  }
}
