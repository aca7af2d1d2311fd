using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Materials;

/// <summary>A stored picture, to be sent out.</summary>
/// <param name="Path">Its file.</param>
/// <param name="ContentType">What the file is.</param>
/// <param name="Sha256">Hash of its content, for the answer's ETag.</param>
/// <param name="AccountId">The account whose material it is; null for an avatar.</param>
public sealed record MediaFile(string Path, string ContentType, string Sha256, long? AccountId);

/// <summary>What keeping a picture came to.</summary>
/// <param name="Code">The picture's code; null when it was refused.</param>
/// <param name="Problem">Why, in words; empty when it was kept.</param>
public sealed record MediaSaved(string? Code, Bilingual Problem);

/// <summary>Keeps the portal's pictures: a row that knows them, a file that holds them. Only cleaned pictures come in.</summary>
/// <param name="dbs">The portal's database.</param>
/// <param name="clock">The time.</param>
/// <param name="limits">Sizes and counts.</param>
/// <param name="folder">Where the files lie: <c>DataDirectory/media</c>.</param>
public sealed class MediaStore(IDbContextFactory<PortalDb> dbs, TimeProvider clock, PlatformLimits limits, string folder) : IDisposable
{
    private static readonly Bilingual Enough = new("You have uploaded very many pictures today. Try again tomorrow.", "今日上传图片数量已达上限，请明天再试。");

    // A picture at the limit unpacks to 160 MB: two at a time, the others wait.
    private readonly SemaphoreSlim unpacking = new(2);

    /// <summary>Cleans an uploaded picture and keeps it.</summary>
    /// <param name="actor">Who uploads.</param>
    /// <param name="accountId">The account it is for; null for an avatar.</param>
    /// <param name="upload">The upload; read no further than the limit.</param>
    /// <param name="shape">What to make of it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<MediaSaved> Save(Person actor, long? accountId, Stream upload, ImageShape shape, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var dayAgo = clock.UtcNow.AddDays(-1);
        if (await db.Media.CountAsync(item => item.UploadedBy == actor.UserId && item.CreatedAt > dayAgo, cancel) >= limits.ImagesPerDay)
            return new(null, Enough);
        if (await ImageCleaner.ReadBounded(upload, limits.ImageBytes, cancel) is not { } bytes)
            return new(null, ImageProblems.TextOf(ImageProblem.TooLarge, shape, limits));
        var reading = await Clean(bytes, shape, cancel);
        if (reading.Value is not { } image)
            return new(null, reading.Reason);

        // The file comes first, whole under its name: a crash leaves a file that nobody refers to, never a row without its file.
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(image.Content));
        await Write(PathOf(sha256), image.Content, cancel);
        var row = new MediaItem
        {
            AccountId = accountId,
            ContentType = image.ContentType,
            Bytes = image.Content.Length,
            Width = image.Width,
            Height = image.Height,
            Sha256 = sha256,
            UploadedBy = actor.UserId,
            CreatedAt = clock.UtcNow,
        };
        db.Media.Add(row);
        await db.SaveChangesAsync(cancel);
        return new(row.Code, default);
    }

    /// <summary>The picture with that code, or null.</summary>
    public async Task<MediaFile?> Find(string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code)) return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var row = await db.Media.Where(item => item.Code == code).Select(item => new { item.AccountId, item.ContentType, item.Sha256 }).SingleOrDefaultAsync(cancel);
        return row is not null && File.Exists(PathOf(row.Sha256)) ? new MediaFile(PathOf(row.Sha256), row.ContentType, row.Sha256, row.AccountId) : null;
    }

    /// <summary>May this person use the picture as their own, for an avatar? To know somebody else's code is not enough.</summary>
    public async Task<bool> IsUploadedBy(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Media.AnyAsync(item => item.Code == code && item.UploadedBy == actor.UserId, cancel);
    }

    /// <inheritdoc />
    public void Dispose() => unpacking.Dispose();

    private async Task<Reading<CleanImage, ImageProblem>> Clean(byte[] bytes, ImageShape shape, CancellationToken cancel)
    {
        await unpacking.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => ImageCleaner.Clean(bytes, shape, limits), cancel);
        }
        finally
        {
            unpacking.Release();
        }
    }

    private static async Task Write(string path, byte[] content, CancellationToken cancel)
    {
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Ids.Code()}.tmp";
        await File.WriteAllBytesAsync(unfinished, content, cancel);
        File.Move(unfinished, path, overwrite: true);
    }

    // A folder for each first byte keeps a million files listable.
    private string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);
}
