using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Tests;

/// <summary>A portal with the operations of accounts, and registrations that would be taken.</summary>
public sealed class AccountsRig(EditionPolicy edition, Action<DbContextOptionsBuilder>? configure = null) : IDisposable
{
    public TestDb Db { get; } = edition == EditionPolicy.Weixin ? TestDb.Weixin(configure) : TestDb.WeChat(configure);

    /// <summary>Codes of pictures that somebody else uploaded.</summary>
    public HashSet<string> Foreign { get; } = [];

    public ConfirmationCodes Codes => new(Db, Db.Outbox, Db.Vault, edition, Db.Clock);

    public PhoneConfirmations Phones => new(Db, edition, Db.Vault, Codes, Db.Clock, Db.Limits);

    public AccountOperations Accounts => new(Db, edition, Db.Vault, Phones, new((_, code, _) => Task.FromResult(Ids.IsCode(code) && !Foreign.Contains(code))), Db.Clock, Db.Limits);

    public DraftOperations Drafts => new(Db, Db.Vault, Db.Clock);

    public string OwnPhone => edition == EditionPolicy.Weixin ? "+86 131 2345 6789" : "+852 5123 4567";

    public string OtherPhone => edition == EditionPolicy.Weixin ? "+852 5123 4567" : "+86 131 2345 6789";

    public Registration Form(string name = "云上茶事", string? phone = null, string number = "91990000FACT1NAL8E", string id = "990000199001010017") => new(
        Guid.NewGuid(),
        AccountType.Service,
        AccountName.Read(name).Value!,
        AccountIntroduction.Read("每天一杯好茶，慢慢喝").Value!,
        null,
        new SubjectDetails(SubjectKind.Enterprise, "云上茶事有限公司", "CN", number),
        new AdministratorDetails("张三丰", IdDocument.ResidentId, id, PhoneReading.Of(phone ?? OwnPhone, null).Value!),
        "Europe/Lisbon",
        "EUR");

    /// <summary>Registers, and waits for the phone.</summary>
    public async Task<string> Registered(Person actor, Registration? form = null)
    {
        var registered = await Accounts.Register(actor, form ?? Form());
        return registered.AppId ?? throw new InvalidOperationException(string.Join(", ", registered.Problems.Select(problem => $"{problem.Field}: {problem.Reason.En}")));
    }

    /// <summary>Registers, and answers the code.</summary>
    public async Task<string> Active(Person actor, Registration? form = null)
    {
        var appId = await Registered(actor, form);
        return (await Phones.Confirm(actor, appId, await LastCode())).Outcome == PhoneOutcome.Confirmed ? appId : throw new InvalidOperationException("The code was not right.");
    }

    /// <summary>Everything in the outbox, opened.</summary>
    public async Task<IReadOnlyList<(string Recipient, string Body)>> Messages()
    {
        await using var db = Db.CreateDbContext();
        return [.. (await db.OutboxMessages.OrderBy(message => message.Id).ToListAsync()).Select(Db.Outbox.Open)];
    }

    /// <summary>The six digits of the last message.</summary>
    public async Task<string> LastCode()
    {
        var body = (await Messages())[^1].Body;
        return string.Concat(body.SkipWhile(c => !char.IsDigit(c)).Take(ConfirmationCode.Length));
    }

    public void Dispose() => Db.Dispose();
}
