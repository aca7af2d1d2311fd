// What was played, kept in the browser until the server has counted it: a line that breaks, or a page that is closed, loses nothing.
// Everything is kept under the player's own mark, so that the next one who signs in on this device neither sees nor sends it.
const firstPause = 3000;
const lastPause = 60000;

function read(key) {
    try {
        return JSON.parse(localStorage.getItem(key));
    } catch {
        return null;
    }
}

function write(key, value) {
    try {
        if (value === null) {
            localStorage.removeItem(key);
        } else {
            localStorage.setItem(key, JSON.stringify(value));
        }
    } catch {
        // No room, or not allowed: the game still plays.
    }
}

/** Asks the server. A token that grew old (another sign-in, in another tab) is fetched anew, once. */
export async function post(part, address, body, again = true) {
    const token = part.querySelector("[name=__RequestVerificationToken]");
    const answer = await fetch(address, { method: "POST", body, redirect: "error", headers: { RequestVerificationToken: token.value, Accept: "application/json", "Content-Type": "text/plain" } });
    if (answer.status !== 400 || !again) {
        return answer;
    }
    const page = new DOMParser().parseFromString(await (await fetch(location.href, { redirect: "error" })).text(), "text/html");
    token.value = page.querySelector("[data-game] [name=__RequestVerificationToken]")?.value ?? token.value;
    return post(part, address, body, false);
}

/** The run that is being played at a game. */
export function open(part) {
    const key = `games.${part.dataset.player}.${part.dataset.code}`;
    return { read: () => read(key), write: run => write(key, run) };
}

/** The runs that ended and are not counted yet. */
export function waiting(part, told) {
    const key = `games.${part.dataset.player}.waiting`;
    let [sending, pause, timer] = [false, firstPause, 0];
    // Without storage this page alone remembers.
    let here = read(key) ?? [];
    const list = () => here = [...here, ...(read(key) ?? []).filter(one => here.every(known => known.run !== one.run))];
    const keep = runs => {
        here = runs;
        write(key, runs.length > 0 ? runs : null);
    };

    async function send() {
        clearTimeout(timer);
        if (sending || list().length === 0 || !part.isConnected) {
            return;
        }
        sending = true;
        let failed = false;
        for (const one of [...here]) {
            try {
                const answer = await post(part, part.dataset.finish + one.run, one.moves);
                // Counted, or never to be: there is no such run of this person, it is too old, or its moves are none.
                const ended = answer.ok || [404, 410, 422].includes(answer.status);
                failed ||= !ended;
                if (ended) {
                    keep(here.filter(other => other.run !== one.run));
                    told(one.run, answer.ok ? await answer.json() : { refused: true });
                }
            } catch {
                failed = true;
            }
        }
        sending = false;
        if (failed) {
            timer = setTimeout(send, pause);
            pause = Math.min(pause * 2, lastPause);
        } else {
            pause = firstPause;
        }
    }

    window.addEventListener("online", send);
    return {
        send,
        add: (run, moves) => {
            keep([...list().filter(one => one.run !== run), { run, moves }]);
            send();
        },
        has: run => here.some(one => one.run === run),
        end: () => {
            clearTimeout(timer);
            window.removeEventListener("online", send);
        },
    };
}
