// Keeps an open page of the subscribers' app fresh. Every part that can grow old carries an id, data-live and data-mark; the server says
// by /app/events which mark it ought to have. Without this script the pages are the same, until they are loaded again.

let events = null;
let wanted = null;
let refreshing = false;

const lives = () => [...document.querySelectorAll("[data-live][id]")];

function localTimes() {
    // The day before the month, as the server writes it: readers come from everywhere.
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const shapes = {
        day: { dateStyle: "medium" },
        minute: { dateStyle: "medium", timeStyle: "short" },
        today: { timeStyle: "short" },
        year: { day: "numeric", month: "short" },
    };
    for (const time of document.querySelectorAll("time[data-local][datetime]")) {
        const said = name => at => new Intl.DateTimeFormat(language, { ...shapes[name], timeZone: time.dataset.zone || undefined }).format(at);
        const [at, now] = [new Date(time.dateTime), new Date()];
        const near = said("day")(at) === said("day")(now) ? "today" : at.getFullYear() === now.getFullYear() ? "year" : "day";
        time.textContent = said(time.dataset.local === "near" ? near : time.dataset.local)(at);
    }
}

async function refresh() {
    if (refreshing || !lives().some(part => part.dataset.mark !== wanted)) {
        return;
    }
    refreshing = true;
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
                badge.textContent = fresh.textContent;
            }
        }
        localTimes();
    } catch {
        // Offline, or signed out elsewhere: the next event, or the next page, tells.
    } finally {
        refreshing = false;
    }
}

function listen() {
    const needed = lives().length > 0 && document.visibilityState === "visible";
    if (!needed) {
        events?.close();
        events = null;
    } else if (!events || events.readyState === EventSource.CLOSED) {
        events = new EventSource("/app/events");
        events.addEventListener("inbox", event => {
            wanted = event.data;
            refresh();
        });
    }
}

function began() {
    localTimes();
    listen();
}

began();
document.addEventListener("visibilitychange", listen);
window.addEventListener("pagehide", () => events?.close());
window.addEventListener("pageshow", event => event.persisted && began());
// Blazor changes pages in place; the parts of the new one are others.
window.Blazor?.addEventListener?.("enhancedload", began);
