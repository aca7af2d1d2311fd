using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>What a brand takes home of its takings: the printed code as a picture, payments and refunds as CSV.</summary>
internal static class TakingsDownload
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>The address of a download.</summary>
    public static string Address(string appId, DateOnly from, DateOnly to) => string.Create(CultureInfo.InvariantCulture, $"/a/{appId}/takings.csv?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}");

    /// <summary>May these days be asked for?</summary>
    public static bool AreRight(DateOnly from, DateOnly to) => from.Year > 2000 && to.Year < 2200 && from <= to && to.DayNumber - from.DayNumber < TakingsOperations.DaysMax;

    public static void MapTakings(this WebApplication app)
    {
        app.MapGet("/a/{AppId}/takings/code.svg", [Permission(Permissions.PaymentsTake)] async (string appId, HttpContext http, TakingsOperations takings, PortalSettings settings) =>
        {
            if (Person.From(http.User) is not { } actor || await takings.StaticCode(actor, appId, http.RequestAborted) is not var (code, _))
                return Results.NotFound();
            http.Response.Headers.CacheControl = "private, max-age=3600";
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            return Results.Text(QrDrawing.Svg(PayAddress.Full(settings, code)), "image/svg+xml");
        });
        app.MapGet("/a/{AppId}/takings.csv", [Permission(Permissions.PaymentsManage)] async (
            string appId, string? from, string? to, HttpContext http, TakingsOperations takings, EditionPolicy policy, IStringLocalizer<PaymentTexts> text) =>
        {
            if (Person.From(http.User) is not { } actor)
                return Results.NotFound();
            // Other days than those that were asked for would be a wrong file.
            if (!DateOnly.TryParseExact(from, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || !DateOnly.TryParseExact(to, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                || !AreRight(first, last))
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            if (await takings.Download(actor, appId, first, last, http.RequestAborted) is not { } lines)
                return Results.NotFound();
            return Results.Stream(body => TakingsWords.Csv(body, text, lines, policy.TimeZone!, http.RequestAborted), "text/csv; charset=utf-8", $"{appId}-{first:yyyyMMdd}-{last:yyyyMMdd}.csv");
        });
    }
}

/// <summary>Takings as a file writes them, for a spreadsheet.</summary>
public static class TakingsWords
{
    /// <summary>Writes payments and refunds as comma separated values, row by row.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="text">The words.</param>
    /// <param name="lines">The payments and refunds.</param>
    /// <param name="zone">By whose clock the times are.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task Csv(Stream to, IStringLocalizer<PaymentTexts> text, IAsyncEnumerable<TakingsLine> lines, string zone, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lines);
        // With its mark of order: without it a spreadsheet takes the Chinese for something else.
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture);
        foreach (var head in new[] { "CsvTime", "CsvKind", "CsvPayment", "CsvRefund", "CsvAmount", "CsvWay", "CsvText" })
            csv.WriteField(text[head].Value);
        await csv.NextRecordAsync();
        await foreach (var line in lines.WithCancellation(cancel))
        {
            csv.WriteField(ZonedTime.ToLocal(line.At, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            csv.WriteField(text[line.Refund is null ? "CsvPaid" : "CsvGivenBack"].Value);
            csv.WriteField(line.Payment);
            csv.WriteField(line.Refund ?? "");
            // Our own numbers are no formula, with a minus too.
            csv.WriteField((line.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture));
            csv.WriteField(text[$"Way_{line.Way}"].Value);
            csv.WriteField(SheetText.Plain(line.Text));
            await csv.NextRecordAsync();
        }
    }
}
