using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Materials;

/// <summary>Pictures for an official account's articles.</summary>
public sealed class MediaOperations(IDbContextFactory<PortalDb> dbs, MediaStore store)
{
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
