// Keeps one page and its parts for when there is no network.
"use strict";
const place = new URL(self.registration.scope).pathname;
const shelf = `verger ${place}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  event.waitUntil(caches.open(shelf).then((cache) => Promise.all(event.data.keep.map(async (address) => {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await cache.put(address, answer);
  }))).catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname === place) event.respondWith(fresh(event.request));
  else if (address.pathname.startsWith("/assets/")) event.respondWith(kept(event.request));
});
const fresh = async (request) => {
  const cache = await caches.open(shelf);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(request.url, answer.clone());
    return answer;
  } catch {
    return (await cache.match(request.url)) ?? (await cache.match(request.url, { ignoreSearch: true })) ?? Response.error();
  }
};
const kept = async (request) => {
  const cache = await caches.open(shelf);
  return (await cache.match(request.url)) ?? fetch(request);
};
