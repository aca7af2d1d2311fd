using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Materials;

/// <summary>Pictures for an official account's articles.</summary>
public sealed class MediaOperations(IDbContextFactory<PortalDb> dbs, MediaStore store)
{
    /// <summary>
    /// A picture for whoever may see it: avatars are everybody's; an account's material is its own people's, and a subscriber's who has its
    /// address from an article, and the platform's staff who decide about what such a subscriber reports. For the people of another brand
    /// there is none.
    /// </summary>
    /// <param name="actor">The signed-in portal user, if there is one.</param>
    /// <param name="subscriber">Is a subscriber signed in?</param>
    /// <param name="code">The picture.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<MediaFile?> Open(Person? actor, bool subscriber, string code, CancellationToken cancel = default)
    {
        if (await store.Find(code, cancel) is not { } file) return null;
        if (file.AccountId is not { } owner || subscriber) return file;
        if (actor is null) return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.AccountsOf(actor, Permissions.AccountView).AnyAsync(row => row.Id == owner, cancel) || await db.Holds(actor, Permissions.ComplaintsDecide, cancel) ? file : null;
    }

    /// <summary>Cleans and keeps a picture for an account. Null when the actor may not write for that account, or there is none.</summary>
    public async Task<MediaSaved?> Upload(Person actor, string appId, Stream upload, ImageShape shape, CancellationToken cancel = default)
    {
        long account;
        await using (var db = await dbs.CreateDbContextAsync(cancel))
        {
            account = await db.AccountsOf(actor, Permissions.CampaignsWrite).Where(row => row.AppId == appId).Select(row => row.Id).SingleOrDefaultAsync(cancel);
        }

        return account == 0 ? null : await store.Save(actor, account, upload, shape, cancel);
    }
}
