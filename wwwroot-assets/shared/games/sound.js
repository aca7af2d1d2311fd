// A few short tones, made here. Silent until somebody touches the game, and for good where they said so.
const key = "games.muted";
const tones = {
    move: [[330, 0, 0.06]],
    earn: [[440, 0, 0.08], [660, 0.06, 0.1]],
    no: [[150, 0, 0.08]],
    won: [[523, 0, 0.1], [659, 0.09, 0.1], [784, 0.18, 0.18]],
    over: [[392, 0, 0.14], [330, 0.13, 0.14], [262, 0.26, 0.28]],
};
let context = null;
let muted = read() === "yes";

export const isMuted = () => muted;

export function mute(so) {
    muted = so;
    try {
        localStorage.setItem(key, so ? "yes" : "no");
    } catch {
        // Not remembered, then.
    }
}

export function play(name) {
    if (muted) {
        return;
    }
    try {
        context ??= new AudioContext();
        context.resume();
        for (const [pitch, after, length] of tones[name]) {
            const [tone, volume, from] = [context.createOscillator(), context.createGain(), context.currentTime + after];
            tone.type = "triangle";
            tone.frequency.value = pitch;
            volume.gain.setValueAtTime(0.12, from);
            volume.gain.exponentialRampToValueAtTime(0.001, from + length);
            tone.connect(volume).connect(context.destination);
            tone.start(from);
            tone.stop(from + length);
        }
    } catch {
        // A device without sound.
    }
}

function read() {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}
