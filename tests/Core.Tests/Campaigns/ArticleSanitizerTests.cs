using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class ArticleSanitizerTests
{
    private const string Own = "ABCDEFGHJKLMNPQRSTUVWX";
    private const string Foreign = "XWVUTSRQPNMLKJHGFEDCBA";

    private static readonly HashSet<string> Pictures = [Own];

    public static TheoryData<string> Attacks { get; } =
    [
        "<script>alert(1)</script>",
        "<ScRiPt src=//evil.example/x.js></sCrIpT>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"https://evil.example/pixel.gif\">",
        "<img src=\"//evil.example/pixel.gif\">",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        $"<img src=\"/media/{Foreign}\">",
        $"<img src=\"/media/{Own}/../../account/sign-out\">",
        $"<img src=\"/media/{Own}?x=1\" onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\" &#106;avascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"/account/sign-out\">x</a>",
        "<a href=\"//evil.example\" onclick=alert(1)>x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<svg/onload=alert(1)>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<object data=\"x.swf\"></object><embed src=x>",
        "<form action=\"https://evil.example\"><input name=password><button>go</button></form>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<base href=\"https://evil.example/\">",
        "<link rel=stylesheet href=\"https://evil.example/x.css\">",
        "<style>*{background:url(https://evil.example)}</style>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<p style=\"position:fixed;inset:0\">x</p>",
        "<div id=main class=app onclick=alert(1) contenteditable>x</div>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>",
        "<video src=x onerror=alert(1)><source src=y></video>",
        "<details open ontoggle=alert(1)>x</details>",
        "<a href=\"https://ok.example\" target=_self rel=opener>x</a>",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<textarea><script>alert(1)</script></textarea>",
        "<select><option><style></option></select><script>alert(1)</script></style>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Nothing_that_runs_loads_or_leads_astray_is_left(string attack)
    {
        var clean = ArticleSanitizer.Clean(attack, Pictures);

        clean.Should().NotMatchRegex("(?i)<(script|svg|math|iframe|object|embed|form|input|button|meta|base|link|style|div|video|source|details|template|noscript|textarea|select|img)");
        clean.Should().NotMatchRegex("(?i)<[^>]*(\\son\\w+=|javascript:|data:|style=|class=|id=|evil\\.example|contenteditable)");
        clean.Should().NotContain("href=\"/").And.NotContain("alert(1)</").And.NotContain("opener\"");
        ArticleSanitizer.Clean(clean, Pictures).Should().Be(clean, "what is clean stays as it is");
    }

    [Fact]
    public void What_an_article_needs_stays()
    {
        const string article = "<h2>春茶</h2><p>Come <strong>and</strong> <em>taste</em>.</p><ul><li>green</li></ul><ol><li>black</li></ol><blockquote>fine</blockquote><p>a<br>b</p>";
        ArticleSanitizer.Clean(article, Pictures).Should().Be(article);
    }

    [Fact]
    public void Our_own_picture_stays_and_waits_until_it_is_seen() =>
        ArticleSanitizer.Clean($"<p><img src=\"/media/{Own}\" alt=\"tea\" width=\"99999\"></p>", Pictures)
            .Should().Contain($"src=\"/media/{Own}\"").And.Contain("alt=\"tea\"").And.Contain("loading=\"lazy\"").And.NotContain("99999");

    [Fact]
    public void A_link_leads_to_the_web_and_tells_it_nothing() =>
        ArticleSanitizer.Clean("<a href=\"https://tea.example/spring\">spring</a>", Pictures)
            .Should().Be("<a href=\"https://tea.example/spring\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">spring</a>");

    [Fact]
    public void Pictures_of_an_article_are_found_by_their_codes() =>
        ArticleSanitizer.PicturesIn($"<img src=\"/media/{Own}\"><img src='/media/{Foreign}'><img src=\"/media/short\">").Should().BeEquivalentTo([Own, Foreign]);

    [Theory]
    [InlineData("", true)]
    [InlineData("<p><br></p>", true)]
    [InlineData("<p>&nbsp; </p>", true)]
    [InlineData("<p>x</p>", false)]
    [InlineData("<p><img src=\"/media/x\"></p>", false)]
    public void An_article_without_anything_to_see_is_blank(string html, bool blank) => ArticleSanitizer.IsBlank(html).Should().Be(blank);
}
