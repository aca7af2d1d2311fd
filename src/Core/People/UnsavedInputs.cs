using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>
/// Keeps what is typed until it is saved where it belongs. For forms that have no draft of their own: a registration, a campaign and a
/// verification are drafts that their owners see and go back to.
/// </summary>
public sealed class UnsavedInputs(IDbContextFactory<PortalDb> dbs, Vault vault, TimeProvider clock, ILogger<UnsavedInputs> log)
{
    /// <summary>Longest input that is kept, characters of its JSON; a longer one stands in its page alone.</summary>
    public const int MaxLength = 32_000;

    /// <summary>Places at which one person may have something unsaved; the oldest gives way.</summary>
    public const int PlacesMax = 50;

    /// <summary>How long input is kept after its last change: nobody else looks after it, and it can hold anything.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private const string Purpose = "UnsavedInput";

    // Strict: what was typed into a form that has other fields since has no place in it.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Keeps what stands at a place now, in the stead of what stood there. Fails in silence: a form that is being typed into must not break on it.</summary>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> Keep<T>(Person actor, string place, T typed, CancellationToken cancel = default)
    {
        var content = JsonSerializer.Serialize(typed, Json);
        if (content.Length > MaxLength) return false;
        try
        {
            return await Write(actor, place, content, cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(error, "What was typed at {Place} is not kept; the next change tries again", place);
            return false;
        }
    }

    /// <summary>What was typed at a place and not saved, or null.</summary>
    public async Task<T?> Find<T>(Person actor, string place, CancellationToken cancel = default)
        where T : class
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var oldest = clock.UtcNow - Lifetime;
        var content = await At(db, actor, place).Where(row => row.ChangedAt >= oldest).Select(row => row.Content).SingleOrDefaultAsync(cancel);
        try
        {
            return content is null ? null : JsonSerializer.Deserialize<T>(vault.Unprotect(Purpose, content), Json);
        }
        catch (Exception error) when (error is JsonException or CryptographicException)
        {
            log.LogWarning(error, "What was typed at {Place} can be read no more", place);
            return null;
        }
    }

    /// <summary>Forgets what was typed at a place: it is saved, or given up.</summary>
    public async Task Forget(Person actor, string place, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await At(db, actor, place).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Forgets what nobody came back for.</summary>
    public async Task ForgetOld(CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var oldest = clock.UtcNow - Lifetime;
        await db.Set<UnsavedInput>().Where(row => row.ChangedAt < oldest).ExecuteDeleteAsync(cancel);
    }

    private async Task<bool> Write(Person actor, string place, string content, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (secret, now) = (vault.Protect(Purpose, content), clock.UtcNow);
        if (await At(db, actor, place).ExecuteUpdateAsync(row => row.SetProperty(input => input.Content, secret).SetProperty(input => input.ChangedAt, now), cancel) > 0)
            return true;
        db.Add(new UnsavedInput { UserId = actor.UserId, Place = place, Content = secret, ChangedAt = now });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another tab kept its own at the same moment, unless something else is wrong: the next change tells which is newer.
            return await At(db, actor, place).AnyAsync(cancel);
        }

        var surplus = await Of(db, actor).OrderByDescending(row => row.ChangedAt).Skip(PlacesMax).Select(row => row.Place).ToListAsync(cancel);
        if (surplus.Count > 0)
            await Of(db, actor).Where(row => surplus.Contains(row.Place)).ExecuteDeleteAsync(cancel);
        return true;
    }

    private static IQueryable<UnsavedInput> Of(PortalDb db, Person actor) => db.Set<UnsavedInput>().Where(row => row.UserId == actor.UserId);

    private static IQueryable<UnsavedInput> At(PortalDb db, Person actor, string place) => Of(db, actor).Where(row => row.Place == place);
}
