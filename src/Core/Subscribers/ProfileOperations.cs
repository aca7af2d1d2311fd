using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>A subscriber as they see themselves.</summary>
/// <param name="Nickname">What brands call them.</param>
/// <param name="PictureCode">Their picture; null while there is none.</param>
/// <param name="MaskedPhone">Enough of the number to know it again.</param>
/// <param name="Region">ISO 3166 code of the first number.</param>
/// <param name="Place">Where they say they live, one of <see cref="LivingPlaces"/>; null for nothing said.</param>
/// <param name="JoinedAt">UTC.</param>
public sealed record SubscriberProfile(string Nickname, string? PictureCode, string MaskedPhone, string Region, string? Place, DateTime JoinedAt);

/// <summary>A picture, to be sent out.</summary>
public sealed record PortraitFile(byte[] Content, string ContentType);

/// <summary>What subscribers tell of themselves: name, picture, where they live.</summary>
public sealed class ProfileOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition, PlatformLimits limits, Vault vault) : IDisposable
{
    /// <summary>As a list and a profile show it at its best.</summary>
    public static readonly ImageShape Shape = new(96, 256, 256, Square: true);

    // A picture at the limit unpacks to 160 MB: one at a time, the others wait.
    private readonly SemaphoreSlim unpacking = new(1);

    /// <summary>The subscriber's own page.</summary>
    public async Task<SubscriberProfile?> Find(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == me && row.LeftAt == null, cancel) is { } row
            ? new(row.Nickname, row.PictureCode, Subscriber.NumberIn(vault, row.Phone).Masked, row.Region, row.Place, row.JoinedAt)
            : null;
    }

    /// <summary>Changes the nickname.</summary>
    /// <returns>What is wrong with it; null when it is saved.</returns>
    public async Task<Bilingual?> Rename(long me, string? nickname, CancellationToken cancel = default)
    {
        var reading = Nickname.Read(nickname);
        if (!reading.IsValid)
            return reading.Reason;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var name = reading.Value.Value;
        await db.Subscribers.Where(row => row.Id == me && row.LeftAt == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.Nickname, name), cancel);
        return null;
    }

    /// <summary>Says where the person lives; an empty place takes it back.</summary>
    /// <returns>False when there is no such place to choose here.</returns>
    public async Task<bool> Live(long me, string? place, CancellationToken cancel = default)
    {
        var chosen = string.IsNullOrEmpty(place) ? null : place;
        if (chosen is not null && !LivingPlaces.Of(edition).Contains(chosen))
            return false;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.Subscribers.Where(row => row.Id == me && row.LeftAt == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.Place, chosen), cancel);
        return true;
    }

    /// <summary>Takes another picture in the place of the one before, which is gone with it.</summary>
    /// <param name="me">Whose.</param>
    /// <param name="upload">The upload; read no further than the limit.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What is wrong with it; null when it is kept.</returns>
    public async Task<ImageProblem?> Show(long me, Stream upload, CancellationToken cancel = default)
    {
        if (await ImageCleaner.ReadBounded(upload, limits.ImageBytes, cancel) is not { } bytes)
            return ImageProblem.TooLarge;
        var reading = await Clean(bytes, cancel);
        if (reading.Value is not { } image)
            return reading.Problem;
        var portrait = new Portrait { SubscriberId = me, Content = image.Content, ContentType = image.ContentType };
        await Replace(me, portrait, cancel);
        return null;
    }

    /// <summary>Takes the picture away; said twice, it is done once.</summary>
    public Task Hide(long me, CancellationToken cancel = default) => Replace(me, null, cancel);

    /// <summary>A picture for whoever is signed in and has its address, which stands beside the name wherever that is shown.</summary>
    public async Task<PortraitFile?> Picture(string? code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Portraits.Where(row => row.Code == code).Select(row => new PortraitFile(row.Content, row.ContentType)).SingleOrDefaultAsync(cancel);
    }

    /// <inheritdoc />
    public void Dispose() => unpacking.Dispose();

    private async Task Replace(long me, Portrait? portrait, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.InTransaction(async () =>
        {
            // The person's row first: its lock puts two tabs in line.
            var code = portrait?.Code;
            if (await db.Subscribers.Where(row => row.Id == me && row.LeftAt == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.PictureCode, code), cancel) == 0)
                return (false, false);
            await db.Portraits.Where(row => row.SubscriberId == me).ExecuteDeleteAsync(cancel);
            if (portrait is not null)
                db.Add(portrait);
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    private async Task<Reading<CleanImage, ImageProblem>> Clean(byte[] bytes, CancellationToken cancel)
    {
        await unpacking.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => ImageCleaner.Clean(bytes, Shape, limits), cancel);
        }
        finally
        {
            unpacking.Release();
        }
    }
}
