/** <read-path data-article="slug"> or <read-path data-query="words">: what this tab has read and looked for, until it is closed.
    <read-path data-into="article searched"> puts it into those inputs of a form, behind what stands there. */
import { mask } from "../lib/shield.js";

const KEPT = "read-path", MOST = 8;

function kept() {
  try { return JSON.parse(sessionStorage.getItem(KEPT)) ?? { articles: [], queries: [] }; } catch { return { articles: [], queries: [] }; }
}

const latest = (list, one) => [...list.filter(other => other !== one), one].slice(-MOST);

class ReadPath extends HTMLElement {
  connectedCallback() {
    const path = kept();
    const { article, query, into } = this.dataset;
    if (article) path.articles = latest(path.articles, article);
    if (query) path.queries = latest(path.queries, mask(query).text);
    if (article || query) try { sessionStorage.setItem(KEPT, JSON.stringify(path)); } catch { /* only a courtesy */ }
    if (into) for (const [name, list] of [["article", path.articles], ["searched", path.queries]]) this.fill(name, list);
  }

  fill(name, list) {
    const input = this.closest("form")?.elements[name];
    if (input) input.value = [...new Set([...input.value.split(" · "), ...list].filter(Boolean))].join(" · ");
  }
}
customElements.define("read-path", ReadPath);
