// A die that rolls the same here and at the server (GameDice.cs), which plays every game again: whole numbers of 32 bits alone.

/** @returns [one of so many sides, from 0; the die's state after that]. */
export function roll(state, sides) {
    const next = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(next ^ (next >>> 15), next | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return [((mixed ^ (mixed >>> 14)) >>> 0) % sides, next];
}
