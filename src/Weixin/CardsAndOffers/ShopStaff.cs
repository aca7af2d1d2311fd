using System.Net.Mail;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Somebody who works at the shops.</summary>
/// <param name="UserId">Whom.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Email">Their sign-in address.</param>
/// <param name="Since">UTC.</param>
public sealed record ShopStaffRow(string UserId, string Name, string Email, DateTime Since);

/// <summary>Somebody who was invited and has not answered.</summary>
/// <param name="Code">The invitation.</param>
/// <param name="Email">The address.</param>
/// <param name="ExpiresAt">UTC until which the link is good.</param>
public sealed record InvitationRow(string Code, string Email, DateTime ExpiresAt);

/// <summary>Who works at the shops, and who is to.</summary>
/// <param name="Staff">Those who do.</param>
/// <param name="Waiting">Those who were asked, the last first.</param>
/// <param name="Next">Where the next part of those begins; null at the end.</param>
public sealed record ShopStaffList(IReadOnlyList<ShopStaffRow> Staff, IReadOnlyList<InvitationRow> Waiting, long? Next);

/// <summary>The people at a brand's counters: invited by mail, accepted by whoever reads it, removed at once. What they may do is asked of the database each time, so an open page of theirs has nothing left.</summary>
public sealed class ShopStaff(IDbContextFactory<PortalDb> dbs, CardMails mails, Vault vault, TimeProvider clock)
{
    /// <summary>People at one account's counters, those who were invited included.</summary>
    public const int Most = 200;

    /// <summary>Invitations in one part of the list.</summary>
    public const int PageSize = 20;

    /// <summary>Length of a link's secret: 256 bits as text for addresses.</summary>
    public const int SecretLength = 43;

    /// <summary>Who works at the shops, and a part of those who were asked. Null when not the actor's account.</summary>
    public async Task<ShopStaffList?> List(Person actor, string appId, long? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account)
            return null;
        var now = clock.UtcNow;
        var staff = await (from member in db.Memberships
                           join user in db.Users on member.UserId equals user.Id
                           where member.AccountId == account.Id && member.Role == MemberRole.ShopStaff
                           orderby user.DisplayName, user.Id
                           select new ShopStaffRow(user.Id, user.DisplayName, user.Email!, member.Since)).Take(Most).ToListAsync(cancel);
        var waiting = await db.Set<StaffInvitation>().AsNoTracking().Where(row => row.AccountId == account.Id && row.EndedAt == null && row.ExpiresAt > now && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(PageSize + 1).ToListAsync(cancel);
        long? next = waiting.Count > PageSize ? waiting[PageSize - 1].Id : null;
        return new(staff, [.. waiting.Take(PageSize).Select(row => new InvitationRow(row.Code, vault.Unprotect(StaffInvitation.EmailPurpose, row.Email), row.ExpiresAt))], next);
    }

    /// <summary>
    /// Invites somebody by their address. The answer is the same whether the platform knows it or not. Whoever was invited before gets a new
    /// link, and the old one dies.
    /// </summary>
    /// <returns>What is wrong with it; null when the mail is on its way. The second is false when the account is not the actor's.</returns>
    public async Task<(Bilingual? Problem, bool Found)> Invite(Person actor, string appId, string? email, CancellationToken cancel = default)
    {
        var address = (email ?? "").Trim();
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!IsAddress(address))
            return (new("Enter an e-mail address, such as name@example.com.", "请输入邮箱地址，例如 name@example.com。"), true);
        return await db.InTransaction<(Bilingual?, bool)>(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account)
                return ((null, false), false);
            var (now, key, invitations) = (clock.UtcNow, KeyOf(address), db.Set<StaffInvitation>());
            var dayAgo = now.AddDays(-1);
            if (await invitations.CountAsync(row => row.AccountId == account.Id && row.SentAt > dayAgo, cancel) >= StaffInvitation.PerDay)
                return ((new Bilingual($"At most {StaffInvitation.PerDay} invitations in 24 hours.", $"24 小时内最多邀请 {StaffInvitation.PerDay} 次。"), true), false);
            // Whoever is asked again takes the place that is kept for them already.
            if (await StaffOf(db, account.Id, cancel) + await invitations.CountAsync(row => row.AccountId == account.Id && row.EndedAt == null && row.ExpiresAt > now && row.EmailKey != key, cancel) >= Most)
                return ((new Bilingual($"At most {Most} people, those who are invited included. Take an invitation back, or remove somebody.", $"店员最多 {Most} 人，包括待接受的邀请。请先撤回邀请或移除店员。"), true), false);
            await invitations.Where(row => row.AccountId == account.Id && row.EmailKey == key && row.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, now), cancel);
            var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
            var invitation = new StaffInvitation
            {
                AccountId = account.Id,
                Email = vault.Protect(StaffInvitation.EmailPurpose, address),
                EmailKey = key,
                SecretKey = vault.Fingerprint(StaffInvitation.SecretPurpose, secret),
                SentAt = now,
                ExpiresAt = now + StaffInvitation.Lifetime,
            };
            db.Add(invitation);
            mails.Invited(db, account, address, secret, (int)StaffInvitation.Lifetime.TotalDays);
            db.Record(new AuditFact(now, actor.UserId, "shop-staff.invited", invitation.Code, appId));
            await db.SaveChangesAsync(cancel);
            return ((null, true), true);
        }, cancel);
    }

    /// <summary>Takes an invitation back. False when there is none for the actor.</summary>
    public async Task<bool> TakeBack(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!Ids.IsCode(code) || await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account)
            return false;
        var now = clock.UtcNow;
        return await db.Set<StaffInvitation>().Where(row => row.AccountId == account.Id && row.Code == code && row.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, now), cancel) > 0;
    }

    /// <summary>Removes somebody from the shops. False when there is nobody like that for the actor.</summary>
    public async Task<bool> Remove(Person actor, string appId, string userId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<bool>(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account
                || await db.Memberships.Where(row => row.AccountId == account.Id && row.UserId == userId && row.Role == MemberRole.ShopStaff).ExecuteDeleteAsync(cancel) == 0)
                return (false, false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "shop-staff.removed", userId, appId));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    /// <summary>Whose shops a link invites the actor to; null when it is not good, or not for them.</summary>
    public async Task<string?> Invitation(Person actor, string secret, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Find(db, actor, secret, cancel) is not { } invitation ? null
            : await db.OfficialAccounts.Where(row => row.Id == invitation.AccountId).Select(row => row.Name).SingleAsync(cancel);
    }

    /// <summary>Was such a link ever sent, to whomever?</summary>
    public async Task<bool> WasSent(string secret, CancellationToken cancel = default)
    {
        if (secret?.Length != SecretLength)
            return false;
        var key = vault.Fingerprint(StaffInvitation.SecretPurpose, secret);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Set<StaffInvitation>().AnyAsync(row => row.SecretKey == key, cancel);
    }

    /// <summary>The actor accepts, once. The account's AppID; null when the link is not good, or not for them.</summary>
    public async Task<string?> Accept(Person actor, string secret, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<string?>(async () =>
        {
            var (now, invitations) = (clock.UtcNow, db.Set<StaffInvitation>());
            if (await Find(db, actor, secret, cancel) is not { } invitation)
                return (null, false);
            // All that live are held: of two who accept at once, the second finds the first counted.
            await invitations.Where(row => row.AccountId == invitation.AccountId && row.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, it => it.EndedAt), cancel);
            if (await invitations.Where(row => row.Id == invitation.Id && row.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, now), cancel) == 0
                || await StaffOf(db, invitation.AccountId, cancel) >= Most)
                return (null, false);
            var appId = await db.OfficialAccounts.Where(row => row.Id == invitation.AccountId).Select(row => row.AppId).SingleAsync(cancel);
            // Whoever has more rights there keeps them.
            if (!await db.Memberships.AnyAsync(row => row.AccountId == invitation.AccountId && row.UserId == actor.UserId, cancel))
                db.Add(new Membership { AccountId = invitation.AccountId, UserId = actor.UserId, Role = MemberRole.ShopStaff, Since = now });
            db.Record(new AuditFact(now, actor.UserId, "shop-staff.accepted", invitation.Code, appId));
            await db.SaveChangesAsync(cancel);
            return (appId, true);
        }, cancel);
    }

    private static Task<int> StaffOf(PortalDb db, long accountId, CancellationToken cancel) =>
        db.Memberships.CountAsync(row => row.AccountId == accountId && row.Role == MemberRole.ShopStaff, cancel);

    // For whoever reads the mail of that address and has proved it here: a link that was passed on opens nothing for others.
    private async Task<StaffInvitation?> Find(PortalDb db, Person actor, string secret, CancellationToken cancel)
    {
        if (secret.Length != SecretLength || await db.Users.Where(user => user.Id == actor.UserId && user.EmailConfirmed).Select(user => user.Email).SingleOrDefaultAsync(cancel) is not { } email)
            return null;
        var (key, address, now) = (vault.Fingerprint(StaffInvitation.SecretPurpose, secret), KeyOf(email), clock.UtcNow);
        return await db.Set<StaffInvitation>().AsNoTracking().SingleOrDefaultAsync(row => row.SecretKey == key && row.EmailKey == address && row.EndedAt == null && row.ExpiresAt > now, cancel);
    }

    private string KeyOf(string address) => vault.Fingerprint(StaffInvitation.EmailPurpose, address.Trim().ToUpperInvariant());

    private static bool IsAddress(string text) =>
        text.Length is > 0 and <= StaffInvitation.EmailMax && MailAddress.TryCreate(text, out var address) && address.Address == text && text.All(c => c is > ' ' and < (char)127);
}
