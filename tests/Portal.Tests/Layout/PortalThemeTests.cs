using System.Globalization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Tests.Layout;

public sealed class PortalThemeTests
{
    private const double Text = 4.5;
    private const double Control = 3;

    // What is written on what, anywhere in the styles.
    private static readonly (string Ink, string Ground, double Least)[] Pairs =
    [
        .. from ink in new[] { "ink", "ink-2", "accent" } from ground in new[] { "bg", "surface", "surface-2" } select (ink, ground, Text),
        ("accent", "accent-soft", Text), ("ink-2", "accent-soft", Text), ("on-accent", "accent-fill", Text), ("on-accent", "accent-fill-hover", Text),
        ("on-bad", "bad-fill", Text), ("on-brand", "brand", Text), ("bar-ink", "bar", Text), ("edition-ink", "edition", Text), ("app-bar-ink", "app-bar", Text), ("ink-2", "app-bar", Text),
        .. from state in new[] { "ok", "warn", "bad", "info" } from ground in new[] { $"{state}-soft", "surface" } select (state, ground, Text),
        .. from line in new[] { "line-strong", "focus" } from ground in new[] { "bg", "surface" } select (line, ground, Control),
    ];

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public void Everything_can_be_read_in_light_and_in_dark(Edition edition)
    {
        var colours = new PortalTheme(EditionPolicy.Of(edition)).Colours;

        foreach (var (ink, ground, least) in Pairs)
        {
            Contrast(colours[ink].Light, colours[ground].Light).Should().BeGreaterThanOrEqualTo(least, $"{ink} on {ground}, light");
            Contrast(colours[ink].Dark, colours[ground].Dark).Should().BeGreaterThanOrEqualTo(least, $"{ink} on {ground}, dark");
        }
    }

    [Fact]
    public void The_two_brands_are_told_apart_by_their_accents()
    {
        var (weixin, wechat) = (new PortalTheme(EditionPolicy.Weixin), new PortalTheme(EditionPolicy.WeChat));

        weixin.Colours.Keys.Should().BeEquivalentTo(wechat.Colours.Keys, "one family has one set of names");
        weixin.Mud.PaletteLight.Primary.H.Should().BeInRange(90, 170, "Weixin is green");
        wechat.Mud.PaletteLight.Primary.H.Should().BeInRange(210, 270, "WeChat is indigo");
    }

    // WCAG 2.2, relative luminance.
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex) => 0.2126 * Channel(hex, 1) + 0.7152 * Channel(hex, 3) + 0.0722 * Channel(hex, 5);

    private static double Channel(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
