namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>A rule that nothing breaks looks the same as a rule that sees nothing: so each is shown lines that break it.</summary>
public sealed class LineRuleTests
{
    [Theory]
    [InlineData("if (policy.Edition == Edition.Weixin)")]
    [InlineData("if (Edition.WeChat != edition)")]
    [InlineData("if (account.Edition == other.Edition)")]
    [InlineData("if (db.Edition != edition)")]
    [InlineData("return edition is Edition.Weixin or Edition.WeChat;")]
    [InlineData("var name = policy.Edition switch")]
    [InlineData("switch (policy.Edition)")]
    [InlineData("    Edition.Weixin => \"a\",")]
    [InlineData("    case Edition.WeChat:")]
    [InlineData("if (policy == EditionPolicy.Weixin)")]
    [InlineData("@if (side == Policy)")]
    [InlineData("@if (Policy == side)")]
    [InlineData("if (ReferenceEquals(policy, other))")]
    [InlineData("if (Equals(account.Edition, other))")]
    [InlineData("if (account.Edition.Equals(other))")]
    [InlineData("if (policy.Edition.ToString() == \"Weixin\")")]
    [InlineData("if (\"Weixin\" == policy.Edition.ToString())")]
    [InlineData("if (account is { Edition: Core.Editions.Edition.Weixin })")]
    [InlineData("if (account is { Edition: var own })")]
    [InlineData("var first = EditionPolicy.All[0];")]
    [InlineData("var first = EditionPolicy.All.First();")]
    public void A_line_that_asks_for_the_edition_is_seen(string line) => LineRules.AsksForTheEdition(line).Should().BeTrue();

    [Theory]
    [InlineData("Edition = edition.Edition,")]
    [InlineData("if (edition.TimeZone is null)")]
    [InlineData("if (!edition.Owns(number))")]
    [InlineData("language.Culture == policy.DefaultCulture")]
    [InlineData("@foreach (var side in EditionPolicy.All)")]
    [InlineData("/// <summary>The edition is decided once.</summary>")]
    public void A_line_that_reads_what_the_policy_says_is_let_alone(string line) => LineRules.AsksForTheEdition(line).Should().BeFalse();

    [Theory]
    [InlineData("<script src=\"https://cdn.example/x.js\"></script>")]
    [InlineData("<link href='//cdn.example/x.css'>")]
    [InlineData("<form action=\"https://example.org/\">")]
    [InlineData("<button formaction=\"//example.org/\">")]
    [InlineData("<img srcset=\"/a.png 1x, https://cdn.example/b.png 2x\">")]
    [InlineData("<img srcset=\"//cdn.example/b.png\">")]
    [InlineData("<video poster=\"https://cdn.example/b.png\">")]
    [InlineData("background: url(https://cdn.example/b.png)")]
    [InlineData("background: url( '//cdn.example/b.png')")]
    [InlineData("@import \"https://cdn.example/x.css\";")]
    [InlineData("@import url(\"https://cdn.example/x.css\");")]
    [InlineData("import { a } from \"https://cdn.example/x.js\";")]
    [InlineData("import \"https://cdn.example/x.js\";")]
    [InlineData("await fetch(\"https://cdn.example/x\")")]
    [InlineData("await import('https://cdn.example/x.js')")]
    [InlineData("new EventSource(`https://cdn.example/x`)")]
    [InlineData("new WebSocket('wss://cdn.example/x')")]
    [InlineData("navigator.sendBeacon('//cdn.example/x')")]
    [InlineData("{ \"src\": \"https://cdn.example/x.png\" }")]
    public void A_line_that_loads_from_elsewhere_is_seen(string line) => LineRules.ThatLoadFromElsewhere(line).Should().NotBeEmpty();

    [Theory]
    [InlineData("<script src=\"/_content/x.js\"></script>")]
    [InlineData("<img srcset=\"/a.png 1x, /b.png 2x\">")]
    [InlineData("await fetch(\"/a\")")]
    [InlineData("xmlns=\"http://www.w3.org/2000/svg\"")]
    public void A_line_that_loads_our_own_is_let_alone(string line) => LineRules.ThatLoadFromElsewhere(line).Should().BeEmpty();

    [Theory]
    [InlineData("<input class=\"input\" value=\"@name\" @oninput=\"e => name = e.Value as string ?? string.Empty\" />", true)]
    [InlineData("<textarea @oninput=\"Type\"\n value=\"@text\"></textarea>", true)]
    [InlineData("<input @bind:get=\"name\" @bind:set=\"text => name = text\" @bind:event=\"oninput\" />", false)]
    [InlineData("<div @oninput=\"Typing\"><input value=\"@name\" /></div>", false)]
    public void A_field_that_loses_letters_is_seen(string markup, bool loses) => LineRules.ThatLoseLetters(markup).Any().Should().Be(loses);
}
