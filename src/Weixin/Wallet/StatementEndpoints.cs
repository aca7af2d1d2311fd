using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Statements as files. A month is read and sent piece by piece.</summary>
internal static class StatementEndpoints
{
    public static void MapStatements(this WebApplication app)
    {
        app.MapGet("/app/wallet/statements/{month}.csv", Csv).WithMetadata(new SubscribersOnlyAttribute());
        app.MapGet("/app/wallet/statements/{month}.pdf", Pdf).WithMetadata(new SubscribersOnlyAttribute());
    }

    private static async Task<IResult> Csv(string month, HttpContext http, StatementOperations statements, IStringLocalizer<WalletTexts> text)
    {
        var me = http.User.SubscriberId()!.Value;
        if (WalletAddress.MonthOf(month) is not { } on || await statements.Find(me, on, http.RequestAborted) is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(to => StatementWords.Csv(to, text, statements.Movements(me, on, http.RequestAborted), http.RequestAborted), "text/csv; charset=utf-8", $"wallet-{month}.csv");
    }

    private static async Task<IResult> Pdf(string month, HttpContext http, StatementOperations statements, StatementPdf pdf, PortalSettings settings)
    {
        var me = http.User.SubscriberId()!.Value;
        if (WalletAddress.MonthOf(month) is not { } on || await statements.Find(me, on, http.RequestAborted) is not { } statement)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        // Through a file: the drawing writes where it stands and waits for no network, and no month is held in memory.
        var file = PassingFile.Open(settings.DataDirectory);
        try
        {
            await pdf.Write(file, statement, statements.Movements(me, on, http.RequestAborted), http.RequestAborted);
            file.Position = 0;
            return Results.Stream(file, "application/pdf", $"wallet-{month}.pdf");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

/// <summary>Movements as statements write them: the same in every language, so that a spreadsheet reads them.</summary>
public static class StatementWords
{
    /// <summary>A moment on China's clock.</summary>
    public static string Time(DateTime utc) => ZonedTime.ToLocal(utc, ChinaTime.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Yuan with two decimals, with a minus where it went.</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Writes movements as comma separated values, row by row.</summary>
    public static async Task Csv(Stream to, IStringLocalizer<WalletTexts> text, IAsyncEnumerable<MovementRow> movements, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(movements);
        // With the mark by which spreadsheets know that Chinese is Chinese.
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 14, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', new[] { "ColTime", "ColKind", "ColAmount", "ColBalance", "ColNumber" }.Select(key => Quoted(text[key]))));
        await foreach (var row in movements.WithCancellation(cancel))
            await writer.WriteLineAsync(string.Join(',', Time(row.At), Quoted(text[$"Kind_{row.Kind}"]), Yuan(row.Fen), Yuan(row.BalanceFen), Quoted(SheetText.Plain(row.Subject))));
    }

    private static string Quoted(string words) => $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
