// Keeps the chats and articles that somebody read, so that they can be read again without a line. With one the server is always asked first.
// Who reads is told by the server with each page; what another one read before on this device is thrown away as soon as that is heard.
const readable = /^\/app(\/subscriptions|\/following|\/joined|\/chats\/[^/]+|\/c\/[^/]+(\/comments)?)?$/;
const drawn = /^\/(_content|_framework|media|app\/portraits)\//;
const mostPages = 100;
const mostDrawn = 400;
const nobody = "none";
const noLine = "/app/offline";
const nameOf = reader => `read ${reader}`;
const looks = "looks";
// The page for what was never read, fetched once in the worker's life: the language may have changed since.
let told = false;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
    const { request } = event;
    const address = new URL(request.url);
    if (request.method !== "GET" || address.origin !== self.location.origin) {
        return;
    }
    if (drawn.test(address.pathname)) {
        event.respondWith(look(event, request));
    } else if (address.pathname.startsWith("/app") && (request.mode === "navigate" || request.headers.get("Accept")?.includes("text/html"))) {
        event.respondWith(page(event, request, address));
    }
});

async function page(event, request, address) {
    let answer;
    try {
        answer = await fetch(request);
    } catch (error) {
        const kept = await caches.match(address.href, { ignoreVary: true }) ?? await caches.match(noLine, { ignoreVary: true });
        if (kept) {
            return kept;
        }
        throw error;
    }
    const reader = answer.headers.get("App-Reader");
    if (reader) {
        event.waitUntil(keep(reader, address, answer.clone()));
    }
    return answer;
}

async function keep(reader, address, answer) {
    for (const name of await caches.keys()) {
        if (name !== nameOf(reader) && (name !== looks || reader === nobody)) {
            await caches.delete(name);
        }
    }
    if (reader === nobody || !answer.ok || !readable.test(address.pathname)) {
        return;
    }
    const cache = await caches.open(nameOf(reader));
    await cache.put(address.href, answer);
    await trim(cache, mostPages);
    if (!told) {
        told = true;
        await cache.add(noLine);
    }
}

async function look(event, request) {
    let answer;
    try {
        answer = await fetch(request);
    } catch (error) {
        const kept = await caches.match(request, { ignoreVary: true });
        if (kept) {
            return kept;
        }
        throw error;
    }
    // A part of a file is none, and what another origin says is not ours to keep.
    if (answer.status === 200 && answer.type === "basic") {
        event.waitUntil(keepLook(request, answer.clone()));
    }
    return answer;
}

async function keepLook(request, answer) {
    const cache = await caches.open(looks);
    if (!await cache.match(request, { ignoreVary: true })) {
        await cache.put(request, answer);
        await trim(cache, mostDrawn);
    }
}

// The oldest go first: what is put anew stands at the end.
async function trim(cache, most) {
    const keys = await cache.keys();
    for (const key of keys.slice(0, Math.max(0, keys.length - most))) {
        await cache.delete(key);
    }
}
