// What every page shares, by delegation, so that it holds for parts that come and go.

// A link in the drawer of a narrow screen closes the drawer.
document.addEventListener("click", event => {
    if (event.target instanceof Element && event.target.closest("[popover]:popover-open a")) {
        event.target.closest("[popover]").hidePopover();
    }
});

// A link is copied; the button says so for a moment. A page without a secure address has no clipboard, and gets the old way.
document.addEventListener("click", async event => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    if (!button) {
        return;
    }
    let state = "done";
    try {
        await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
        state = copyByHand(button) ? "done" : "failed";
    }
    button.dataset.state = state;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(() => { delete button.dataset.state; }, 4000);
});

function copyByHand(button) {
    const text = Object.assign(document.createElement("textarea"), { value: button.dataset.copy, readOnly: true, className: "visually-hidden" });
    button.after(text);
    text.select();
    const done = document.execCommand("copy");
    text.remove();
    button.focus();
    return done;
}

// The second half of a double click: the first is on its way, and its answer would be lost to a second that finds the work done. A form
// may be sent again once an answer is there, or when none came.
const sent = new WeakMap();
const answerTime = 3000;
document.addEventListener("submit", event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || form.hasAttribute("data-theme-form")) {
        return;
    }
    if (performance.now() - (sent.get(form) ?? -Infinity) < answerTime) {
        event.preventDefault();
        event.stopImmediatePropagation();
    } else {
        sent.set(form, performance.now());
    }
}, true);
const answered = () => document.querySelectorAll("form").forEach(form => sent.delete(form));
window.addEventListener("pageshow", answered);
document.addEventListener("DOMContentLoaded", () => window.Blazor?.addEventListener?.("enhancedload", answered));

// Light, dark, system: changed in place, and told to the server, whose cookie makes the next first paint right.
document.addEventListener("submit", async event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-theme-form") || !event.submitter) {
        return;
    }
    event.preventDefault();
    const theme = event.submitter.value;
    try {
        await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" });
    } catch {
        // Offline: the page still changes; the choice is just not remembered.
    }
    if (theme === "system") {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = theme;
    }
    for (const button of document.querySelectorAll("[data-theme-form] button[value]")) {
        button.setAttribute("aria-pressed", String(button.value === theme));
    }
}, true);

// A page that can be printed says so with a button.
document.addEventListener("click", event => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) {
        window.print();
    }
});
