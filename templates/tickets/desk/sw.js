{% load notices %}
/** Shows push messages of the desk. It knows a kind, a reference and a severity, and our own words for them. */
const WORDS = {{ words|as_json }};

addEventListener("push", event => event.waitUntil(show(event.data?.json() ?? {})));
addEventListener("notificationclick", event => event.waitUntil(open(event.notification)));

async function show({ kind, reference, severity }) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!WORDS[kind] || windows.some(one => one.focused && new URL(one.url).pathname.startsWith("/desk/"))) return;
  await registration.showNotification(`S${severity} · ${WORDS[kind]}`, {
    body: reference, tag: `${reference}-${kind}`, data: { reference }, icon: "/static/img/fairlead.svg",
  });
}

async function open({ data, close }) {
  close?.call(arguments[0]);
  const address = `/desk/notices/at/${encodeURIComponent(data.reference)}/`;
  const here = (await clients.matchAll({ type: "window" })).find(one => new URL(one.url).pathname.startsWith("/desk/"));
  if (here) return here.focus().then(one => one.navigate(address));
  return clients.openWindow(address);
}
