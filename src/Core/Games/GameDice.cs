namespace WeixinWeChat.Core.Games;

/// <summary>
/// A die that rolls the same here and in the browser (<c>games/dice.js</c>): whole numbers of 32 bits alone, so that the server can play a
/// game again from its seed and its moves. It is no secret: who reads the script knows what comes, as with any game that plays on without a line.
/// </summary>
/// <param name="State">Where it stands; the seed at first.</param>
public readonly record struct GameDice(uint State)
{
    /// <summary>One of so many sides, from 0, and the die after that.</summary>
    public (int Side, GameDice Next) Roll(int sides)
    {
        unchecked
        {
            var next = State + 0x6D2B79F5;
            var mixed = (next ^ (next >> 15)) * (next | 1);
            mixed ^= mixed + ((mixed ^ (mixed >> 7)) * (mixed | 61));
            return ((int)((mixed ^ (mixed >> 14)) % (uint)sides), new(next));
        }
    }
}
