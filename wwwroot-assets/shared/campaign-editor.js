// The article's editor: Quill with our own words, links by a dialog of ours, pictures through the upload endpoint. Loaded by the editor page.

const Formats = ["bold", "italic", "underline", "strike", "header", "blockquote", "list", "link", "image"];

/** Starts an editor in the empty element `host`. `page` is the .NET object that hears of changes. */
export async function create(host, page, options) {
    if (!window.Quill) {
        await import(options.script);
    }
    const Quill = window.Quill;
    const Delta = Quill.import("delta");
    const words = options.words;

    const tools = document.createElement("div");
    tools.className = "editor-tools";
    tools.setAttribute("role", "toolbar");
    tools.setAttribute("aria-label", words.tools);
    const text = document.createElement("div");
    host.replaceChildren(tools, text);

    const button = (format, value, label) => {
        const made = document.createElement("button");
        made.type = "button";
        made.className = `ql-${format}`;
        if (value) made.value = value;
        made.title = label;
        tools.append(made);
        return made;
    };
    button("header", "2", words.heading);
    button("header", "3", words.subheading);
    for (const format of ["bold", "italic", "underline", "strike", "blockquote"]) button(format, null, words[format]);
    button("list", "ordered", words.ordered);
    button("list", "bullet", words.bullet);
    const linkButton = button("link", null, words.link);
    button("image", null, words.image);
    button("clean", null, words.clean);

    const quill = new Quill(text, {
        theme: "snow",
        placeholder: words.placeholder,
        formats: Formats,
        modules: {
            toolbar: { container: tools, handlers: { link: () => editLink(), image: () => choosePicture() } },
            uploader: { mimetypes: options.accept.split(","), handler: (range, files) => insertPictures([...files], range) },
            clipboard: {
                // A picture of another site would be dropped by the server: better not to show it at all.
                matchers: [
                    ["IMG", (node, delta) => (node.getAttribute("src") ?? "").startsWith("/media/") ? delta : new Delta()],
                    // The article's own headings are of two ranks; what is pasted keeps its rank as near as it can.
                    ["H1", (node, delta) => ranked(delta, 2)],
                    ...["H4", "H5", "H6"].map(rank => [rank, (node, delta) => ranked(delta, 3)]),
                    // There are no tables: a row becomes a line.
                    ["TR", (node, delta) => oneLine(delta)],
                ],
            },
        },
    });
    function ranked(delta, header) {
        return delta.reduce((all, op) => typeof op.insert === "string" ? all.insert(op.insert, { ...op.attributes, header }) : all.push(op), new Delta());
    }

    function oneLine(delta) {
        const cells = [new Delta()];
        for (const op of delta.ops) {
            const parts = typeof op.insert === "string" ? op.insert.split("\n") : [op.insert];
            const { table, header, list, blockquote, ...attributes } = op.attributes ?? {};
            parts.forEach((part, place) => {
                if (place > 0) cells.push(new Delta());
                if (part !== "") cells[cells.length - 1].insert(part, attributes);
            });
        }
        const filled = cells.filter(cell => cell.ops.some(op => typeof op.insert !== "string" || op.insert.trim()));
        return filled.reduce((all, cell, place) => (place > 0 ? all.insert(" · ") : all).concat(cell), new Delta()).insert("\n");
    }

    for (const made of tools.querySelectorAll("button")) made.setAttribute("aria-label", made.title);
    const area = quill.root;
    area.setAttribute("role", "textbox");
    area.setAttribute("aria-multiline", "true");
    area.setAttribute("aria-labelledby", options.label);
    area.classList.add("prose");

    // Set before changes are listened to: opening is no change.
    write(options.content);
    let waiting = 0;
    // What the portal was told last: the draft as it is stored is one of these, unless somebody else wrote since.
    let told = [quill.getText()];
    const tell = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
            const text = quill.getText();
            page.invokeMethodAsync("ContentChanged").then(() => told = [...told.slice(-9), text]).catch(() => { });
        }, 500);
    };
    quill.on("text-change", tell);
    // What was written while the line was down went unheard.
    document.addEventListener("portal:reconnected", tell);

    // A page that the portal no longer knows is loaded anew, and what was written last comes along; but never over another's words.
    const keep = leaving => leaving.detail.article = { told, now: quill.getContents() };
    document.addEventListener("portal:leaving", keep);
    const kept = document.portalUnsent?.path === location.pathname ? document.portalUnsent.article : undefined;
    document.portalUnsent = undefined;
    if (kept?.told.includes(quill.getText())) {
        quill.setContents(kept.now, "user");
    }

    function write(html) {
        quill.setContents(quill.clipboard.convert({ html: html ?? "" }), "silent");
        quill.history.clear();
    }

    function editLink() {
        const range = quill.getSelection(true);
        const dialog = document.createElement("dialog");
        dialog.className = "editor-link";
        const form = document.createElement("form");
        form.method = "dialog";
        const label = document.createElement("label");
        label.textContent = words.linkAddress;
        const input = Object.assign(document.createElement("input"), { type: "url", className: "input", placeholder: "https://", value: quill.getFormat(range).link ?? "" });
        label.append(input);
        const row = Object.assign(document.createElement("div"), { className: "btn-row" });
        const made = (value, className, content) => Object.assign(document.createElement("button"), { value, className, textContent: content });
        const linked = Boolean(quill.getFormat(range).link);
        row.append(made("set", "btn", words.linkSet), ...linked ? [made("remove", "btn btn--quiet", words.linkRemove)] : [],
            Object.assign(made("cancel", "btn btn--text", words.linkCancel), { type: "button", onclick: () => dialog.close("cancel") }));
        form.append(label, row);
        dialog.append(form);
        host.append(dialog);
        dialog.addEventListener("close", () => {
            const address = input.value.trim();
            if (dialog.returnValue === "remove" || (dialog.returnValue === "set" && !address)) {
                quill.formatText(range.index, range.length, "link", false, "user");
            } else if (dialog.returnValue === "set") {
                if (range.length > 0) {
                    quill.formatText(range.index, range.length, "link", address, "user");
                } else {
                    quill.insertText(range.index, address, "link", address, "user");
                }
            }
            dialog.remove();
            quill.focus();
        });
        dialog.showModal();
        // Under its button, above it where there is no room, and inside the window.
        const place = linkButton.getBoundingClientRect();
        dialog.style.margin = "0";
        const fits = place.bottom + dialog.offsetHeight + 16 <= innerHeight;
        dialog.style.top = `${Math.max(8, fits ? place.bottom + 8 : place.top - dialog.offsetHeight - 8)}px`;
        dialog.style.left = `${Math.max(8, Math.min(place.left, document.documentElement.clientWidth - dialog.offsetWidth - 8))}px`;
    }

    function choosePicture() {
        const range = quill.getSelection(true);
        const input = Object.assign(document.createElement("input"), { type: "file", accept: options.accept });
        input.addEventListener("change", () => insertPictures([...input.files], range));
        input.click();
    }

    async function insertPictures(files, range) {
        let index = range.index;
        for (const file of files) {
            const answer = await upload(options.uploadAddress, options.token, options.tooLarge, options.maxBytes, file, options.failed);
            if (answer.problem) {
                await page.invokeMethodAsync("PictureRefused", answer.problem).catch(() => { });
            } else {
                quill.insertEmbed(index++, "image", answer.address, "user");
                quill.setSelection(index, 0, "silent");
            }
        }
    }

    return {
        // Bytes go to the server as a stream: an article may be longer than one message of a circuit. A stream of none is refused there.
        content: () => new TextEncoder().encode(quill.getLength() <= 1 && !area.querySelector("img") ? "\n" : quill.getSemanticHTML().replaceAll("&nbsp;", " ")),
        write,
        dispose: () => {
            clearTimeout(waiting);
            document.removeEventListener("portal:reconnected", tell);
            document.removeEventListener("portal:leaving", keep);
            host.replaceChildren();
        },
    };
}

/** Lets a file input upload its picture at once. */
export function cover(input, page, options) {
    const changed = async () => {
        const file = input.files[0];
        if (!file) return;
        await page.invokeMethodAsync("CoverUploading").catch(() => { });
        const answer = await upload(`${options.uploadAddress}?use=cover`, options.token, options.tooLarge, options.maxBytes, file, options.failed);
        input.value = "";
        await page.invokeMethodAsync("CoverUploaded", answer.code ?? null, answer.problem ?? null).catch(() => { });
    };
    input.addEventListener("change", changed);
    return { dispose: () => input.removeEventListener("change", changed) };
}

async function upload(address, token, tooLarge, maxBytes, file, failed) {
    if (file.size > maxBytes) {
        return { problem: tooLarge };
    }
    const form = new FormData();
    form.append("picture", file, file.name);
    try {
        const answer = await fetch(address, { method: "POST", body: form, headers: { RequestVerificationToken: token, Accept: "application/json" }, redirect: "error" });
        const said = await answer.json();
        return answer.ok || said.problem ? said : { problem: failed };
    } catch {
        return { problem: failed };
    }
}
