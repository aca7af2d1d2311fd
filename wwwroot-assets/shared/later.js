// What is typed into a form that bears data-later is not lost with the line: it is kept in the browser under its writer's own mark, and sent
// when there is a line again. Once: the form's own key (data-once) tells the server that it is the same.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const codeLength = 22;
const tokenField = "__RequestVerificationToken";
const formName = "form[data-later]";

const reader = () => document.querySelector("[data-reader]")?.dataset.reader;
const key = () => `later.${reader()}`;
const here = () => location.pathname + location.search;
let sending = false;

function list() {
    try {
        return JSON.parse(localStorage.getItem(key())) ?? [];
    } catch {
        return [];
    }
}

/** @returns whether it could be kept. */
function write(all) {
    try {
        if (all.length > 0) {
            localStorage.setItem(key(), JSON.stringify(all));
        } else {
            localStorage.removeItem(key());
        }
        return true;
    } catch {
        return false;
    }
}

// Of the shape that the form's key has.
const newKey = old => old.length > codeLength ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(codeLength)), byte => alphabet[byte % alphabet.length]).join("");

// Before Blazor sees it, which would lose the words together with the line.
window.addEventListener("submit", event => {
    const form = event.target;
    if (!form.matches?.(formName) || !reader() || form.dataset.given !== undefined) {
        return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.busy === undefined) {
        form.dataset.busy = "";
        send(form).finally(() => delete form.dataset.busy);
    }
}, true);

async function send(form) {
    const fields = [...new URLSearchParams(new FormData(form))];
    let answer;
    try {
        answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "text/html" } });
    } catch {
        const once = form.querySelector("[data-once]");
        if (write([...list(), { action: form.action, page: here(), key: once.value, fields }])) {
            form.reset();
            once.value = newKey(once.value);
            say("kept");
        } else {
            say("lost");
        }
        return;
    }
    if (answer.ok && answer.redirected) {
        location.assign(answer.url);
        return;
    }
    // The server has something to say: it says it to the same form sent as ever, which by its key is the same.
    form.dataset.given = "";
    form.requestSubmit();
}

/** Sends what waits. */
export async function flush() {
    if (sending || !navigator.onLine || !reader() || list().length === 0) {
        return;
    }
    sending = true;
    try {
        // One window at a time, where the browser can tell.
        await (navigator.locks ? navigator.locks.request(key(), all) : all());
    } catch {
        // No line yet: the next time.
    } finally {
        sending = false;
    }
}

async function all() {
    for (const one of list().filter(one => !one.refused)) {
        const page = new DOMParser().parseFromString(await (await fetch(one.page, { headers: { Accept: "text/html" } })).text(), "text/html");
        const form = page.querySelector(formName);
        // Without a line the page is one that was kept; and somebody else may have signed in meanwhile.
        if (page.querySelector("[data-reader]")?.dataset.reader !== reader()) {
            return;
        }
        const token = form?.querySelector(`[name=${tokenField}]`)?.value;
        const fields = one.fields.map(([name, value]) => [name, name === tokenField && token ? token : value]);
        const answer = await fetch(one.action, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "text/html" } });
        const sent = answer.ok && answer.redirected;
        const rest = list().filter(other => other.key !== one.key);
        write(sent ? rest : [...rest, { ...one, refused: true }]);
        say(sent ? "sent" : "refused");
    }
}

/** What the server did not take is put back into its form, where it can be mended. */
export function restore() {
    const form = document.querySelector(formName);
    const back = form && list().find(one => one.refused && one.page === here());
    if (!back) {
        return;
    }
    for (const [name, value] of back.fields) {
        const field = form.elements.namedItem(name);
        if (field && field.type !== "hidden" && field.value === "") {
            field.value = value;
        }
    }
    write(list().filter(other => other.key !== back.key));
}

function say(what) {
    const line = document.querySelector("#app-later");
    if (line) {
        line.querySelector("span > span").textContent = JSON.parse(line.dataset.words)[what];
        line.firstElementChild.hidden = false;
    }
}
