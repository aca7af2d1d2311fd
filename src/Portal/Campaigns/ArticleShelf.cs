using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>
/// Drawn articles. A send brings thousands of readers within seconds, who are shown the same but for the mark in it that tells them apart:
/// each of them is decided by the database whether it opens and how they stand with it (<see cref="ArticleSight"/>), and who stands alike gets
/// the page that was drawn for one of them a moment ago. Where a feature shows each reader something of their own below the article
/// (<see cref="ArticlePanel"/>), it is drawn for each.
/// </summary>
/// <remarks>By hand, and not with the framework's output cache: that keeps nothing for whoever is signed in, and knows no page with a gap.</remarks>
internal sealed class ArticleShelf(VisitOperations visits, ArticleChanges changes, IEnumerable<ArticlePanel> panels, IServiceProvider services, ReaderMark marks, EditionPolicy policy) : IDisposable
{
    // How old what it shows may be: the number of those who joined, a changed nickname beside a comment.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // Meanwhile one of the readers draws it anew.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private static ReadOnlySpan<byte> Token => "__RequestVerificationToken"u8;

    private static ReadOnlySpan<byte> State => "<!--Blazor-Server-Component-State:"u8;

    // As the framework's script asks for a page that it puts in place of another, and as the framework knows it.
    private const string Enhanced = "text/html; blazor-enhanced-nav=on";

    private const long MostBytes = 64 * 1024 * 1024;

    private readonly MemoryCache sheets = new(new MemoryCacheOptions { SizeLimit = MostBytes, ExpirationScanFrequency = TimeSpan.FromSeconds(10) });

    /// <summary>Answers an article's page, from the shelf or by drawing it.</summary>
    public async Task Answer(HttpContext http, RequestDelegate draw)
    {
        var request = http.Request;
        // The form for a browser that does not say where it comes from bears a token of the reader's own; how the address was typed stands in the page.
        if (!HttpMethods.IsGet(request.Method) || request.QueryString.HasValue || !FormOrigin.IsTold(request) || http.IsAnotherPages()
            || http.User.SubscriberId() is not { } me || http.GetRouteValue("Code") is not string code || request.Path.Value != AddressOf(code)
            || await visits.See(me, code, http.RequestAborted) is not { } sight)
        {
            await draw(http);
            return;
        }

        var theme = request.Cookies[LookEndpoints.ThemeCookie(policy)];
        var key = new Key(sight, changes.Count, CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name, Theme.IsChosen(theme) ? theme : null, request.Host.Host,
            request.Headers.Accept == Enhanced);
        if (!sheets.TryGetValue(key, out Sheet? sheet) || sheet!.IsMineToRedraw())
            await Draw(http, draw, key, me, code);
        else if (sheet.IsPersonal)
            await draw(http);
        else
            await sheet.Send(http, marks.Of(me));
    }

    public void Dispose() => sheets.Dispose();

    private static string AddressOf(string code) => $"/app/c/{code}";

    private async Task Draw(HttpContext http, RequestDelegate draw, Key key, long me, string code)
    {
        if (await IsPersonal(key.Sight.CampaignId, http.RequestAborted))
        {
            Keep(key, Sheet.Personal());
            await draw(http);
            return;
        }

        var (response, body) = (http.Response, http.Response.Body);
        using var drawn = new MemoryStream();
        response.Body = drawn;
        try
        {
            await draw(http);
        }
        finally
        {
            response.Body = body;
        }

        // It has closed in this moment, and says so by its status alone.
        if (drawn.Length == 0)
            return;
        var (page, mark) = (WithoutState(drawn.ToArray()), Encoding.ASCII.GetBytes(marks.Of(me)));
        if (response.StatusCode == StatusCodes.Status200OK && page.AsSpan().IndexOf(mark) >= 0 && page.AsSpan().IndexOf(State) < 0 && page.AsSpan().IndexOf(Token) < 0
            // Asked again: the page has decided for itself, and what has changed meanwhile is in it perhaps, which is its reader's alone then.
            && !await IsPersonal(key.Sight.CampaignId, http.RequestAborted) && await visits.See(me, code, http.RequestAborted) == key.Sight)
            Keep(key, Sheet.Of(page, mark, response.Headers));
        response.ContentLength = page.Length;
        await response.BodyWriter.WriteAsync(page, http.RequestAborted);
    }

    // At the end of a page the framework writes what a circuit would begin with, and in it, sealed, the reader's form token. Here begins none.
    private static byte[] WithoutState(byte[] page)
    {
        if (page.AsSpan().LastIndexOf(State) is var begin and >= 0 && page.AsSpan(begin).IndexOf("-->"u8) is var length and >= 0)
            return [.. page.AsSpan(0, begin), .. page.AsSpan(begin + length + "-->".Length)];
        return page;
    }

    private void Keep(Key key, Sheet sheet) => sheets.Set(key, sheet, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = sheet.Size });

    private async Task<bool> IsPersonal(long campaignId, CancellationToken cancel)
    {
        foreach (var panel in panels)
        {
            if (panel.IsPersonal is null || await panel.IsPersonal(services, campaignId, cancel))
                return true;
        }

        return false;
    }

    // All by which two readers could be shown different pages, but for their mark.
    private sealed record Key(ArticleSight Sight, long Changes, string Culture, string Language, string? Theme, string Host, bool Enhanced);

    // A drawn page, cut where its reader's mark stands.
    private sealed class Sheet(List<byte[]> parts, List<KeyValuePair<string, StringValues>> headers)
    {
        private const int Overhead = 1024;

        // The framework's own word on what it drew. Everything else is said anew for each reader, or is of one connection alone.
        private static readonly FrozenSet<string> Copied = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Content-Type", "blazor-enhanced-nav", "ssr-framing");

        private readonly long drawnAt = Environment.TickCount64;
        private int redrawing;

        public long Size => Overhead + parts.Sum(part => (long)part.Length);

        /// <summary>It stands in the place of one that is drawn for each reader.</summary>
        public bool IsPersonal => parts.Count == 0;

        public static Sheet Personal() => new([], []);

        public static Sheet Of(byte[] page, byte[] mark, IHeaderDictionary headers)
        {
            List<byte[]> parts = [];
            var rest = page.AsSpan();
            for (var at = rest.IndexOf(mark); at >= 0; at = rest.IndexOf(mark))
            {
                parts.Add(rest[..at].ToArray());
                rest = rest[(at + mark.Length)..];
            }

            parts.Add(rest.ToArray());
            return new(parts, [.. headers.Where(header => Copied.Contains(header.Key))]);
        }

        // The first who finds it old.
        public bool IsMineToRedraw() =>
            Environment.TickCount64 - drawnAt >= Fresh.TotalMilliseconds && Interlocked.CompareExchange(ref redrawing, 1, 0) == 0;

        public async Task Send(HttpContext http, string mark)
        {
            var response = http.Response;
            foreach (var (name, value) in headers)
                response.Headers[name] = value;
            response.Headers[ReaderMark.Header] = mark;
            response.Headers.CacheControl = "no-cache, no-store";
            response.ContentLength = parts.Sum(part => (long)part.Length) + ((parts.Count - 1) * mark.Length);
            // Before the first byte, or the page is copied once more to make room for them.
            await response.StartAsync(http.RequestAborted);
            var writer = response.BodyWriter;
            for (var i = 0; i < parts.Count; i++)
            {
                if (i > 0)
                    Encoding.ASCII.GetBytes(mark, writer);
                writer.Write(parts[i]);
            }

            await writer.FlushAsync(http.RequestAborted);
        }
    }
}

/// <summary>Puts the shelf before the page.</summary>
internal static class ArticleShelfSetup
{
    /// <summary>Behind everything that decides who is asking and whether they may.</summary>
    public static void UseArticleShelf(this WebApplication app)
    {
        var shelf = app.Services.GetRequiredService<ArticleShelf>();
        app.Use((http, next) => http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(ArticlePage) ? shelf.Answer(http, next) : next(http));
    }
}
