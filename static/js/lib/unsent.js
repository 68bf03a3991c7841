/** Words that have not arrived yet, kept in this browser until the server says so: `{id, body, topic, at}`. */
export function unsent(name) {
  const read = () => { try { return JSON.parse(localStorage.getItem(name)) ?? []; } catch { return []; } };
  const write = all => { try { localStorage.setItem(name, JSON.stringify(all)); } catch { /* private mode: memory of this page only */ } };
  let all = read();
  return {
    all: () => [...all],
    add(body, topic = "") {
      const one = { id: crypto.randomUUID(), body, topic, at: new Date().toISOString() };
      write(all = [...all, one]);
      return one;
    },
    done(id) { write(all = all.filter(one => one.id !== id)); },
  };
}
