using System.Text.RegularExpressions;
using SkiaSharp;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>What somebody got.</summary>
/// <param name="Word">The answer as the table of answers writes it.</param>
/// <param name="Text">What there was to read.</param>
internal sealed record Answer(string Word, string Text);

/// <summary>Asks for the addresses of the table of routes.</summary>
internal static partial class Asking
{
    private const string TokenField = "__RequestVerificationToken";

    /// <summary>The address with a side's ids.</summary>
    public static string Filled(string pattern, Side side) => Places().Replace(pattern, match => match.Groups["name"].Value.ToLowerInvariant() switch
    {
        "appid" => side.Account.AppId,
        "ticket" => side.Account.QrTicket,
        "code" when match.Groups["which"].Value == "draft" => side.DraftCode,
        "code" when pattern.StartsWith("/media/", StringComparison.Ordinal) => side.CoverCode,
        "code" when pattern.Contains("/documents/", StringComparison.Ordinal) => Or(side.DocumentCode),
        "code" when pattern.StartsWith("/review/cards/", StringComparison.Ordinal) => Or(side.Cards.Waiting),
        "code" when pattern.StartsWith("/app/cards/k/", StringComparison.Ordinal) || pattern.Contains("/cards/{", StringComparison.Ordinal) && pattern.StartsWith("/a/", StringComparison.Ordinal) => Or(side.Cards.Card),
        "code" when pattern.StartsWith("/app/cards/g/", StringComparison.Ordinal) => Or(side.Cards.Gift),
        "code" when pattern.StartsWith("/app/cards/{Code}/", StringComparison.Ordinal) => Or(side.Cards.Membership),
        "code" when pattern.StartsWith("/a/{AppId}/members/", StringComparison.Ordinal) => Or(side.Cards.Member),
        "code" when pattern.StartsWith("/app/cards/", StringComparison.Ordinal) => Or(side.Cards.Copy),
        "secret" => Or(side.Cards.Secret),
        "code" when pattern.StartsWith("/review/", StringComparison.Ordinal) => Or(side.CaseCode),
        "code" when side.CodeFor(pattern) is { } code => code,
        // Of the wallet's movements, which were made a moment ago; a side without a wallet has none.
        "month" when !side.Portal.Policy.HasWallet => "none",
        "month" => TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
        "code" => side.CampaignCode,
        _ => throw new InvalidOperationException($"{pattern} asks for something that a side does not have."),
    });

    /// <summary>Asks as a browser would: a page by its address, a form with its token and everything that a form here could want.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="route">Where.</param>
    /// <param name="side">Whose ids stand in the address.</param>
    public static async Task<Answer> Ask(this Actor actor, Route route, Side side)
    {
        using var request = new HttpRequestMessage(route.Method == "POST" ? HttpMethod.Post : HttpMethod.Get, Filled(route.Pattern, side));
        if (route.Method == "POST")
            await Fill(request, actor.Client, route.Pattern.StartsWith("/app/", StringComparison.Ordinal));
        // The stream of events does not end by itself: its head is enough.
        var answer = await actor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var text = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        return new(Word((int)answer.StatusCode, answer.Headers.Location?.ToString()), text);
    }

    private static async Task Fill(HttpRequestMessage request, HttpClient client, bool inApp)
    {
        // A token is its reader's own: a subscriber's stands on the app's pages.
        using var app = inApp ? await client.GetAsync(new Uri("/app/me", UriKind.Relative)) : null;
        var token = app?.IsSuccessStatusCode == true ? await client.Token("/app/me") : await client.Token();
        request.Headers.Add("RequestVerificationToken", token);
        var form = new MultipartFormDataContent { { new StringContent(token), TokenField }, { new StringContent("/"), "returnUrl" }, { new StringContent("system"), "theme" } };
        foreach (var field in new[] { "picture", "file" })
            form.Add(new ByteArrayContent(Picture()), field, "picture.png");
        request.Content = form;
    }

    private static byte[] Picture()
    {
        using var picture = new SKBitmap(800, 600);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 90);
        return png.ToArray();
    }

    private static string Word(int status, string? location) => status switch
    {
        302 when location!.Contains("/app/sign-in", StringComparison.Ordinal) => "app",
        302 when location!.Contains("/account/sign-in", StringComparison.Ordinal) => "in",
        302 or 303 => "on",
        _ => $"{status}",
    };

    private static string Or(string code) => code.Length > 0 ? code : "none";

    [GeneratedRegex(@"\{(?<name>\w+)(=(?<which>\w+))?[^}]*\}")]
    private static partial Regex Places();
}
