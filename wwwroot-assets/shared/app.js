// Keeps an open page of the subscribers' app fresh. Every part that can grow old carries an id, data-live and data-mark; the server says
// by /app/events which mark it ought to have. Without this script the pages are the same, until they are loaded again.

import { flush, restore } from "./later.js";

let events = null;
let wanted = null;
let refreshing = false;
// After a refresh that failed the next one waits, longer each time.
const firstPause = 1000;
const lastPause = 30000;
let pause = firstPause;

const lives = () => [...document.querySelectorAll("[data-live][id]")];

// As the server writes them: the day before the month, since readers come from everywhere, and no comma before the time.
const language = () => document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const shapes = {
    day: [{ dateStyle: "medium" }],
    minute: [{ dateStyle: "medium" }, { timeStyle: "short" }],
    today: [{ timeStyle: "short" }],
    year: [{ day: "numeric", month: "short" }],
};
const say = (shape, at, timeZone) => shapes[shape].map(parts => new Intl.DateTimeFormat(language(), { ...parts, timeZone }).format(at)).join(" ");

function localTimes() {
    for (const time of document.querySelectorAll("time[data-local][datetime]")) {
        const [at, now, zone] = [new Date(time.dateTime), new Date(), time.dataset.zone || undefined];
        const near = say("day", at, zone) === say("day", now, zone) ? "today" : at.getFullYear() === now.getFullYear() ? "year" : "day";
        time.textContent = say(time.dataset.local === "near" ? near : time.dataset.local, at, zone);
    }
    // A period on the reader's own clock; the account's is named below it where the two differ.
    for (const period of document.querySelectorAll("[data-period]")) {
        const times = [...period.querySelectorAll("time")].map(time => ({ time, here: say("minute", new Date(time.dateTime)), there: say("minute", new Date(time.dateTime), period.dataset.period) }));
        const differs = times.some(({ here, there }) => here !== there);
        for (const { time, here, there } of times) {
            time.textContent = differs ? here : there;
        }
        period.querySelector("[data-zone-name]").hidden = differs;
        period.nextElementSibling.hidden = !differs;
    }
}

async function refresh() {
    if (refreshing || !lives().some(part => part.dataset.mark !== wanted)) {
        return;
    }
    refreshing = true;
    const asked = wanted;
    let failed = true;
    try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
        if (!answer.ok) {
            return;
        }
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const part of lives()) {
            const fresh = page.getElementById(part.id);
            if (!fresh) {
                continue;
            }
            // The reader's place is kept: the same link has the focus again.
            const place = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
            part.innerHTML = fresh.innerHTML;
            part.dataset.mark = fresh.dataset.mark;
            if (place) {
                part.querySelector(`[href="${CSS.escape(place)}"]`)?.focus();
            }
        }
        for (const badge of document.querySelectorAll("[data-badge]")) {
            const fresh = page.querySelector(`[data-badge="${CSS.escape(badge.dataset.badge)}"]`);
            if (fresh) {
                badge.hidden = fresh.hidden;
                badge.innerHTML = fresh.innerHTML;
            }
        }
        localTimes();
        failed = false;
    } catch {
        // Offline, or signed out elsewhere.
    } finally {
        refreshing = false;
        if (failed) {
            setTimeout(refresh, pause);
            pause = Math.min(pause * 2, lastPause);
        } else {
            pause = firstPause;
            // What was told while this answer was on its way is told once only.
            if (wanted !== asked) {
                refresh();
            }
        }
    }
}

// The line that says so, when there is no way to the server. One short break is none: the browser comes back by itself.
let broken = 0;
let silent = false;

function showLine() {
    const line = document.querySelector("#app-offline > span");
    if (line) {
        line.hidden = navigator.onLine && !silent;
    }
}

function heard() {
    clearTimeout(broken);
    broken = 0;
    silent = false;
    showLine();
    flush();
}

function unheard() {
    broken ||= setTimeout(() => { silent = true; showLine(); }, 5000);
}

function listen() {
    const needed = lives().length > 0 && document.visibilityState === "visible";
    if (!needed) {
        events?.close();
        events = null;
    } else if (!events || events.readyState === EventSource.CLOSED) {
        events = new EventSource("/app/events");
        events.addEventListener("open", heard);
        events.addEventListener("error", () => {
            unheard();
            // Refused by what stands before a portal that is being replaced: the browser gives up on that, we do not.
            if (events?.readyState === EventSource.CLOSED) {
                setTimeout(listen, 5000);
            }
        });
        events.addEventListener("inbox", event => {
            wanted = event.data;
            refresh();
        });
    }
}

// A part that waits for an answer from elsewhere looks again by itself, every so many seconds (data-again), until it waits no more.
let looking = 0;

function lookAgain() {
    clearTimeout(looking);
    const part = document.querySelector("[data-again][id]");
    if (part) {
        looking = setTimeout(() => look(part), Number(part.dataset.again) * 1000);
    }
}

async function look(part) {
    try {
        const answer = document.hidden ? null : await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
        const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id) : null;
        if (fresh && part.isConnected && !fresh.dataset.again) {
            delete part.dataset.again;
            part.innerHTML = fresh.innerHTML;
            localTimes();
        }
    } catch {
        // Offline, or signed out elsewhere: the next look tells.
    }
    lookAgain();
}

// A part that grows old by the clock is fetched anew every so many seconds (data-renew), and when somebody looks at it again.
let renewing = 0;
let renewed = 0;

function renewLater() {
    clearTimeout(renewing);
    const part = document.querySelector("[data-renew][id]");
    if (part) {
        renewing = setTimeout(() => renew(part), Number(part.dataset.renew) * 1000);
    }
}

async function renew(part) {
    try {
        const answer = document.hidden ? null : await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
        const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id) : null;
        if (fresh && part.isConnected) {
            part.innerHTML = fresh.innerHTML;
            part.dataset.mark = fresh.dataset.mark ?? "";
            renewed = Date.now();
            localTimes();
        }
    } catch {
        // Offline, or signed out elsewhere: the next round tells.
    }
    renewLater();
}

function renewIfOld() {
    const part = document.querySelector("[data-renew][id]");
    if (part && !document.hidden && Date.now() - renewed >= Number(part.dataset.renew) * 1000) {
        renew(part);
    }
}

// What one page alone needs comes with that page: a part names its own module. It is told again whenever the page was changed in place.
function modules() {
    for (const part of document.querySelectorAll("[data-module]")) {
        import(new URL(part.dataset.module, document.baseURI)).then(module => module.begin(part)).catch(() => { });
    }
}

function began() {
    localTimes();
    modules();
    lookAgain();
    renewed = Date.now();
    renewLater();
    listen();
    showLine();
    restore();
    flush();
}

// What was read is kept by it for when there is no line. Where a browser has none, or does not let it, all is as without.
if (document.querySelector("[data-reader]")) {
    navigator.serviceWorker?.register("/app/worker.js", { scope: "/app" }).catch(() => {});
}
began();
document.addEventListener("visibilitychange", listen);
document.addEventListener("visibilitychange", renewIfOld);
window.addEventListener("online", () => { showLine(); listen(); flush(); });
window.addEventListener("offline", showLine);
window.addEventListener("pagehide", () => events?.close());
window.addEventListener("pageshow", event => event.persisted && began());
// Blazor changes pages in place; the parts of the new one are others. On a phone its script runs after this one.
const follow = () => window.Blazor?.addEventListener?.("enhancedload", began);
if (window.Blazor) follow();
else document.addEventListener("DOMContentLoaded", follow);
