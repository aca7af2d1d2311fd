// The connection of a console. A short break shows a small bar and takes nothing away from the page; only one that lasts becomes a dialog.
const patience = 5000;
// A line that went dead without a word is noticed after half a minute: what was typed in that time went nowhere either.
const unnoticed = 60000;
const dialog = document.getElementById("components-reconnect-modal");
const typed = new Map();
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
        location.reload();
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

async function retry() {
    document.removeEventListener("visibilitychange", retryWhenVisible);
    try {
        // False: the server answered, but it no longer holds this circuit; then its saved state, then a fresh page.
        if (await Blazor.reconnect() || await Blazor.resumeCircuit()) {
            hide();
        } else {
            location.reload();
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
            location.reload();
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
