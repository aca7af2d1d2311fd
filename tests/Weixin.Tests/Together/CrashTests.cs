using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace WeixinWeChat.Weixin.Together;

/// <summary>
/// Portals that die in the middle of things, and are started again. Customers take copies, pay, open red packets, buy seats and are members
/// over HTTP, all at once; a portal is killed while it answers them; whoever got no answer sends the same form again, and may be cut off
/// again. In the end everything that was answered is there, once, and nothing is half done. TEST_CRASHES says how often they die together.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    // Two, since a start keeps one core busy and a customer waits for it: while the one starts, the other is asked.
    private const int Portals = 2;

    private static readonly int Crashes = int.TryParse(Environment.GetEnvironmentVariable("TEST_CRASHES"), CultureInfo.InvariantCulture, out var asked) ? asked : 20;

    [Fact]
    public async Task What_was_answered_is_there_once_and_nothing_is_half_done_however_often_the_portal_dies()
    {
        var stories = await Task.WhenAll(Enumerable.Range(0, Portals).Select(place => Told((Crashes + place) / Portals)));
        stories.Sum(story => story.Unanswered).Should().BePositive("a portal that is only killed when nobody waits for it proves nothing");
    }

    private async Task<CrashStory> Told(int crashes)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var story = await CrashStory.Begin(crashes);
        var furnished = Stopwatch.GetElapsedTime(begun);
        for (var crash = 0; crash < crashes; crash++)
            await story.Die();
        var died = Stopwatch.GetElapsedTime(begun);
        await story.End();
        output.WriteLine($"Furnished after {furnished.TotalSeconds:0} s, died {crashes} times until {died.TotalSeconds:0} s (starting {story.Starting.TotalSeconds:0} s of it), proved after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s.");
        output.WriteLine(story.Summary);
        return story;
    }
}
