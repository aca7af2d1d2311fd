using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Review;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>A brand, two reviewers and the operations over a real database.</summary>
public sealed class VerificationStory : IDisposable
{
    public const string Code = "91350100M000100Y43";

    private VerificationStory(Action<DbContextOptionsBuilder>? configure)
    {
        Db = TestDb.Weixin(configure);
        var mails = new VerificationMails(Db.Outbox, new PortalSettings { PublicAddress = "http://mp.weixin.localhost:5080" });
        Brand = new VerificationOperations(Db, Db.Documents, Db.Vault, Db.Limits, Db.Clock);
        Reviews = new ReviewOperations(Db, Db.Documents, Db.Vault, mails, Db.Limits, Db.Clock);
    }

    public static SubjectData Data { get; } = new("福州山海茶业有限公司", Code, "林小满", "陈一帆", "138 0013 8000");

    public static byte[] Licence { get; } = SampleLicence.Draw(Data.LegalName, Code, Data.LegalRepresentative);

    public TestDb Db { get; }

    public VerificationOperations Brand { get; }

    public ReviewOperations Reviews { get; }

    public Person Owner { get; private set; } = null!;

    public Person Reviewer { get; private set; } = null!;

    public Person Colleague { get; private set; } = null!;

    public OfficialAccount Account { get; private set; } = null!;

    public static async Task<VerificationStory> Begin(Action<DbContextOptionsBuilder>? configure = null)
    {
        var story = new VerificationStory(configure);
        story.Owner = await story.Db.PersonNamed("Owner");
        story.Reviewer = await story.Db.PersonNamed("Reviewer", PlatformRoles.Reviewer);
        story.Colleague = await story.Db.PersonNamed("Colleague", PlatformRoles.Reviewer);
        story.Account = await story.Db.AccountOf(story.Owner, "山海茶业");
        return story;
    }

    /// <summary>A case in the queue; its code.</summary>
    public static async Task<(VerificationStory Story, string Code)> Submitted()
    {
        var story = await Begin();
        return (story, await story.HandIn(story.Owner, story.Account));
    }

    public async Task<string> HandIn(Person owner, OfficialAccount account, SubjectData? data = null, byte[]? licence = null)
    {
        (await Brand.Start(owner, account.AppId)).Outcome.Should().Be(BrandOutcome.Done);
        (await Brand.Upload(owner, account.AppId, "licence.jpg", licence ?? Licence)).Problem.Should().BeNull();
        (await Brand.Submit(owner, account.AppId, data ?? Data, await Version(owner, account))).Should().BeEquivalentTo(BrandResult.Of(BrandOutcome.Done));
        await using var db = Db.CreateDbContext();
        return await db.VerificationCases.Where(row => row.AccountId == account.Id).OrderByDescending(row => row.Id).Select(row => row.Code).FirstAsync();
    }

    /// <summary>Says who stands behind an account, as its registration would have.</summary>
    public async Task Registered(OfficialAccount account, string legalName)
    {
        await using var db = Db.CreateDbContext();
        db.Add(new AccountSubject
        {
            AccountId = account.Id,
            LegalName = legalName,
            Country = Places.Mainland,
            RegistrationNumber = Code,
            AdministratorName = Db.Vault.Protect(AccountSubject.Purposes.Name, "方知行"),
            IdNumber = Db.Vault.Protect(AccountSubject.Purposes.IdNumber, "990000199001010017"),
            IdKey = "id",
        });
        var subject = db.ChangeTracker.Entries<AccountSubject>().Single().Entity;
        subject.TakePhone(Db.Vault.Protect(AccountSubject.Purposes.Phone, "+8613900000011"), "phone");
        await db.SaveChangesAsync();
    }

    public async Task<VerificationView> View() => (await Brand.Find(Owner, Account.AppId))!;

    public async Task<Guid> Version(Person owner, OfficialAccount account) => (await Brand.Find(owner, account.AppId))!.Version;

    public async Task<OfficialAccount> Reloaded()
    {
        await using var db = Db.CreateDbContext();
        return await db.OfficialAccounts.SingleAsync(row => row.Id == Account.Id);
    }

    public void Dispose() => Db.Dispose();
}
