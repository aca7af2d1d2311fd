// The connection of a console. A short break shows a small bar and takes nothing away from the page; only one that lasts becomes a dialog.
const patience = 5000;
const dialog = document.getElementById("components-reconnect-modal");
let timer;

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
