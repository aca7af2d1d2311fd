using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>
/// The embedded sender: one line of JSON for each text message, in a file of the data directory that only the portal's user may read.
/// For rehearsal and training, where messages are not meant to reach a phone. Outside Development the line tells that there was a message
/// and for whose number, but neither the code in it nor the number itself.
/// </summary>
internal sealed class FileSmsSender(PortalSettings settings, IHostEnvironment environment, TimeProvider clock) : ISmsSender
{
    // Chinese stays readable in the file.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task Send(string e164, string text, CancellationToken cancel)
    {
        var path = Path.Combine(settings.DataDirectory, settings.Sms.LogFile);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(path, options);
        var line = environment.IsDevelopment()
            ? JsonSerializer.Serialize(new { at = clock.UtcNow, to = e164, text }, Readable)
            : JsonSerializer.Serialize(new { at = clock.UtcNow, to = PhoneReading.Of(e164, null).Value?.Masked ?? "" }, Readable);
        await file.WriteLineAsync(line.AsMemory(), cancel);
    }
}
