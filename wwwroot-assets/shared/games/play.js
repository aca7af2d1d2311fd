// The page of a game. The server gives a run and its seed and counts the moves in the end; everything between happens here, with a line or without.
import { fill, games } from "./boards.js";
import { open, post, waiting } from "./runs.js";
import * as sound from "./sound.js";

const life = 24 * 3600 * 1000;

// A page that is changed in place keeps its parts: each is begun once, and drawn anew afterwards.
const begun = new WeakMap();

export function begin(part) {
    const known = begun.get(part);
    if (known?.code === part.dataset.code) {
        known.again();
        return;
    }
    known?.end();
    begun.set(part, play(part));
}

function play(part) {
    let words = JSON.parse(part.dataset.words);
    const { rules, board: made } = games[part.dataset.game];
    const find = name => part.querySelector(`[data-${name}]`);
    const [kept, most] = [open(part), Number(part.dataset.most)];
    let board = null;
    let [run, position, result, starting] = [null, null, null, false];
    let best = part.dataset.best ? Number(part.dataset.best) : null;

    const queue = waiting(part, (code, answer) => {
        if (!answer.refused) {
            best = Math.max(best ?? 0, answer.best) || null;
        }
        if (run?.code === code) {
            result = answer;
        }
        draw();
    });

    function restore() {
        const saved = kept.read();
        if (!saved || !(Date.now() - saved.began < life)) {
            kept.write(null);
            return;
        }
        position = rules.begin(saved.seed);
        for (const move of saved.moves) {
            position = rules.after(position, move) ?? position;
        }
        run = { code: saved.run, seed: saved.seed, moves: saved.moves, began: saved.began };
        if (position.over) {
            finish();
        }
    }

    async function start() {
        if (starting) {
            return;
        }
        starting = true;
        note("");
        draw();
        try {
            const answer = await post(part, part.dataset.start, "");
            if (answer.ok) {
                const given = await answer.json();
                run = { code: given.run, seed: given.seed, moves: "", began: Date.now() };
                [position, result] = [rules.begin(given.seed), null];
                save();
                sound.play("move");
                draw();
                board.focus();
                say(board.say(position, null));
            } else {
                note(answer.headers.get("Content-Type")?.includes("json") ? (await answer.json()).problem : answer.status === 404 ? words.gone : words.failed);
            }
        } catch {
            note(words.offline);
        } finally {
            starting = false;
            draw();
        }
    }

    function press(move) {
        if (!playing()) {
            return;
        }
        const [before, next] = [position, rules.after(position, move)];
        if (!next) {
            sound.play("no");
            return;
        }
        position = next;
        run.moves += move;
        if (position.over || run.moves.length >= most) {
            finish();
            sound.play("over");
            say(fill(words.overSaid, position.score));
            draw(true);
            part.querySelector("[data-panel=over]").focus({ preventScroll: true });
        } else {
            save();
            sound.play(board.sound(position, before));
            say(board.say(position, before));
            draw(true);
        }
    }

    function end() {
        if (playing() && run.moves !== "") {
            finish();
            sound.play("over");
            draw();
            part.querySelector("[data-panel=over]").focus({ preventScroll: true });
        }
    }

    function finish() {
        run.done = true;
        kept.write(null);
        queue.add(run.code, run.moves);
    }

    const playing = () => run !== null && !run.done;
    const save = () => kept.write({ run: run.code, seed: run.seed, moves: run.moves, began: run.began });
    const say = text => { find("say").textContent = text; };
    const note = text => {
        find("note").hidden = text === "";
        find("note").lastElementChild.textContent = text;
    };

    function draw(moved = false) {
        board.draw(position, moved);
        find("score").textContent = position?.score ?? 0;
        find("best").textContent = Math.max(best ?? 0, position?.score ?? 0) || "–";
        if (find("extra")) {
            find("extra").textContent = position ? board.extra(position) : "–";
        }
        part.dataset.state = playing() ? "playing" : run ? "over" : "ready";
        part.querySelector("[data-panel=ready]").hidden = run !== null;
        part.querySelector("[data-panel=over]").hidden = !run?.done;
        find("end").disabled = !playing() || run.moves === "";
        find("sound").disabled = false;
        part.querySelectorAll("[data-begin]").forEach(button => { button.disabled = starting; });
        if (find("pad")) {
            find("pad").hidden = !playing();
        }
        if (run?.done) {
            find("points").textContent = position.score;
            find("told").textContent = result?.refused ? words.refused
                : result?.place === 0 ? words.nothing
                : result ? fill(result.score === result.best ? words.countedBest : words.counted, result.place, result.best)
                : words.waiting;
        }
        find("sound").setAttribute("aria-pressed", String(!sound.isMuted()));
    }

    function pressed(event) {
        const button = event.target instanceof Element ? event.target.closest("button") : null;
        if (!button || !part.contains(button)) {
            return;
        }
        if (button.dataset.begin !== undefined) {
            start();
        } else if (button.dataset.end !== undefined) {
            end();
        } else if (button.dataset.move) {
            press(button.dataset.move);
        } else if (button.dataset.sound !== undefined) {
            sound.mute(!sound.isMuted());
            sound.play("earn");
            draw();
        }
    }

    // The server has drawn the page again: it knows nothing of the game that is on.
    function again() {
        words = JSON.parse(part.dataset.words);
        board = made(find("stage"), words, press);
        draw();
        queue.send();
    }

    part.addEventListener("click", pressed);
    board = made(find("stage"), words, press);
    restore();
    draw();
    queue.send();
    return {
        code: part.dataset.code,
        again,
        end: () => {
            part.removeEventListener("click", pressed);
            queue.end();
        },
    };
}
