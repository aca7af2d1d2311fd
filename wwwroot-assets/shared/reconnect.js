// The connection of a console. A short break shows a small bar and takes nothing away from the page; only one that lasts becomes a dialog.
const patience = 5000;
// A line that went dead without a word is noticed after half a minute: what was typed in that time went nowhere either.
const unnoticed = 60000;
const dialog = document.getElementById("components-reconnect-modal");
const typed = new Map();
// Only for the moment of a reload, and only in this tab: the next page takes it out, whichever it is.
const unsent = "portal:unsent";
let timer;
let lostAt;

for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => {
        if (target.matches?.("input:not([type=file]), textarea, select")) {
            typed.set(target, { ...typed.get(target), [kind]: Date.now() });
        }
    }, { capture: true });
}

dialog?.addEventListener("components-reconnect-state-changed", ({ detail: { state } }) => {
    if (state === "show") {
        showBar();
    } else if (state === "hide") {
        hide();
    } else if (state === "failed" || state === "resume-failed") {
        showDialog();
        document.addEventListener("visibilitychange", retryWhenVisible);
    } else if (state === "paused") {
        showDialog();
    } else if (state === "rejected") {
        startOver();
    }
});
document.getElementById("components-reconnect-button")?.addEventListener("click", retry);
document.getElementById("components-resume-button")?.addEventListener("click", resume);

function showBar() {
    lostAt ??= Date.now();
    if (dialog.open) {
        return;
    }
    // show() would pull the focus out of the field somebody is typing in.
    const typing = document.activeElement;
    dialog.show();
    typing?.focus({ preventScroll: true });
    timer = setTimeout(showDialog, patience);
}

function showDialog() {
    clearTimeout(timer);
    if (!dialog.matches(":modal")) {
        dialog.close();
        dialog.showModal();
    }
}

function hide() {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", retryWhenVisible);
    dialog.close();
    tellAgain();
}

// The page still shows what was typed while nobody listened; the portal hears of it now.
function tellAgain() {
    const since = lostAt - unnoticed;
    lostAt = undefined;
    const missed = [...typed].filter(([field]) => field.isConnected);
    typed.clear();
    for (const [field, times] of missed) {
        for (const kind of Object.keys(times).filter(kind => times[kind] >= since)) {
            field.dispatchEvent(new Event(kind, { bubbles: true }));
        }
    }
    document.dispatchEvent(new Event("portal:reconnected"));
}

// The portal knows this page no more: a fresh one takes its place, and with it what was typed while nobody listened.
function startOver() {
    const since = (lostAt ?? Date.now()) - unnoticed;
    const missed = [...typed].filter(([field, times]) => field.isConnected && mayBeKept(field) && Math.max(...Object.values(times)) >= since);
    const kept = { at: Date.now(), path: location.pathname, fields: missed.map(([field]) => [nameOf(field), field.value]) };
    // An editor adds its own.
    document.dispatchEvent(new CustomEvent("portal:leaving", { detail: kept }));
    try {
        sessionStorage.setItem(unsent, JSON.stringify(kept));
    } finally {
        location.reload();
    }
}

function mayBeKept(field) {
    return nameOf(field) && field.matches("textarea, input[type=text], input[type=search], input[type=tel], input[type=email], input:not([type])") && field.autocomplete !== "one-time-code";
}

// A selector that finds the field again in another rendering of the page: ids of the component library are new each time.
function nameOf(field) {
    if (field.id && !field.id.startsWith("mud")) {
        return `#${CSS.escape(field.id)}`;
    }
    const place = field.closest("[data-field]");
    const among = place && [...place.querySelectorAll(field.localName)].indexOf(field);
    return place ? `[data-field="${CSS.escape(place.dataset.field)}"] ${field.localName}@${among}` : null;
}

function fieldOf(name) {
    const [selector, among = 0] = name.split("@");
    return document.querySelectorAll(selector)[among];
}

// Each field is told as soon as it stands there and somebody listens; the portal's own drafts may bring fields of their own first.
function typeAgain() {
    const kept = JSON.parse(sessionStorage.getItem(unsent) ?? "null");
    sessionStorage.removeItem(unsent);
    // Of another page, or older than a reload takes: somebody else may sit here by now.
    if (kept?.path !== location.pathname || Date.now() - kept.at > unnoticed) {
        return;
    }
    document.portalUnsent = kept;
    let missed = kept.fields;
    const look = () => {
        // Another page of the console has fields of the same names, about something else.
        if (location.pathname !== kept.path) {
            watch.disconnect();
            document.portalUnsent = undefined;
            return;
        }
        if (!document.querySelector("[data-interactive=true]")) {
            return;
        }
        missed = missed.filter(([name, value]) => {
            const field = fieldOf(name);
            if (!field || field.disabled || field.closest("fieldset[disabled]")) {
                return true;
            }
            if (field.value !== value) {
                field.value = value;
                field.dispatchEvent(new Event("input", { bubbles: true }));
                field.dispatchEvent(new Event("change", { bubbles: true }));
            }
            return false;
        });
        if (missed.length === 0) {
            watch.disconnect();
        }
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-interactive", "disabled"] });
    setTimeout(() => watch.disconnect(), unnoticed);
    look();
}

async function retry() {
    document.removeEventListener("visibilitychange", retryWhenVisible);
    try {
        // False: the server answered, but it no longer holds this circuit; then its saved state, then a fresh page.
        if (await Blazor.reconnect() || await Blazor.resumeCircuit()) {
            hide();
        } else {
            startOver();
        }
    } catch {
        document.addEventListener("visibilitychange", retryWhenVisible);
    }
}

async function resume() {
    try {
        if (await Blazor.resumeCircuit()) {
            hide();
        } else {
            startOver();
        }
    } catch {
        dialog.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
    }
}

function retryWhenVisible() {
    if (document.visibilityState === "visible") {
        retry();
    }
}

typeAgain();
