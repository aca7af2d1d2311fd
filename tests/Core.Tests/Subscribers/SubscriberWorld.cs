using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Search;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Subscribers;

/// <summary>The subscribers' operations over one portal's database, with what their tests begin from.</summary>
internal sealed class SubscriberWorld(TestDb db) : IDisposable
{
    private int numbers;
    private AccountIndexer? indexer;

    public TestDb Db => db;

    public SubscriberOperations Door { get; } = new(db, db.Policy, new ConfirmationCodes(db, db.Outbox, db.Vault, db.Policy, db.Clock), db.Vault, db.Clock);

    public ProfileOperations Profiles { get; } = new(db, db.Policy, db.Limits, db.Vault);

    public DeviceOperations Devices { get; } = new(db, db.Clock);

    public DirectoryOperations Directory { get; } = new(db, db.Policy);

    public AccountIndexer Indexer => indexer ??= NewIndexer();

    public SearchOperations Search => new(db, db.Policy, Indexer);

    public FollowOperations Follows { get; } = new(db, db.Policy, db.Clock);

    public FollowerOperations Followers { get; } = new(db);

    public static SubscriberWorld Weixin() => new(TestDb.Weixin());

    public static SubscriberWorld WeChat() => new(TestDb.WeChat());

    /// <summary>The code in the newest text message.</summary>
    public async Task<string> CodeSent()
    {
        await using var context = db.CreateDbContext();
        var message = await context.OutboxMessages.OrderByDescending(row => row.Id).FirstAsync();
        var words = db.Outbox.Open(message).Body.Split(' ', '，', '.');
        return words.Single(word => word.Length == ConfirmationCode.Length && word.All(char.IsAsciiDigit));
    }

    /// <summary>Signs in with a code, as a person does.</summary>
    public async Task<long> SignIn(string phone)
    {
        var answer = await Door.RequestCode(phone, null);
        var signedIn = await Door.Answer(answer.Number!.E164, await CodeSent());
        return signedIn.Session!.SubscriberId;
    }

    /// <summary>Somebody new, with a number of this edition.</summary>
    public async Task<long> Somebody()
    {
        var number = db.Policy.Owns(Edition.Weixin) ? $"+86138{++numbers:00000000}" : $"+852512{++numbers:00000}";
        return (await Door.Admit(PhoneReading.Of(number, null).Value!))!.SubscriberId;
    }

    public async Task<OfficialAccount> Account(string name, AccountStanding standing = AccountStanding.Activated)
    {
        await using var context = db.CreateDbContext();
        var account = new OfficialAccount { Edition = db.Policy.Edition, Type = AccountType.Service, Name = name, NameKey = AccountName.KeyOf(name), Introduction = $"All about {name}", RegisteredAt = db.Clock.UtcNow };
        context.Add(account);
        await context.SaveChangesAsync();
        await Move(account, standing);
        return account;
    }

    /// <summary>Puts an account into a standing, past the verbs that would take weeks.</summary>
    public async Task Move(OfficialAccount account, AccountStanding standing)
    {
        await using var context = db.CreateDbContext();
        await context.OfficialAccounts.Where(row => row.Id == account.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Standing, standing));
    }

    /// <summary>The portal's index, as another start opens it.</summary>
    public AccountIndexer NewIndexer() => new(db, db.Policy, db.Clock, Path.Combine(db.DataDirectory, "search"));

    public async Task<long> CounterOf(OfficialAccount account)
    {
        await using var context = db.CreateDbContext();
        return await context.OfficialAccounts.Where(row => row.Id == account.Id).Select(row => row.FollowerCount).SingleAsync();
    }

    public void Dispose()
    {
        // Its files lie in the database's folder.
        indexer?.Dispose();
        Profiles.Dispose();
        db.Dispose();
    }
}
