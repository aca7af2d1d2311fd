using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>
/// The brand with the canary has it in every column that can hold a text of somebody's: else the tests that look for it would look for
/// nothing. A new column fails until it is filled or stands here with its reason.
/// </summary>
[Collection(nameof(TwoSides))]
public sealed class ColumnTests(TwoSides sides)
{
    private const string Code = "a code, an id or a name of ours";
    private const string Hash = "a hash, a stamp or a secret";
    private const string Number = "a number in a shape that holds no word";
    private const string Unused = "nothing writes it: it must be empty";

    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["AuditEntry.Actor"] = Code,
        ["OutboxMessage.LastError"] = Code,
        ["AuditEntry.Action"] = Code,
        ["AuditEntry.Subject"] = Code,
        ["AuditEntry.AppId"] = Code,
        ["AuditEntry.Hash"] = Hash,
        ["AuditHead.Hash"] = Hash,
        ["OfficialAccount.AppId"] = Code,
        ["OfficialAccount.OriginalId"] = Code,
        ["OfficialAccount.AvatarCode"] = Code,
        ["OfficialAccount.QrTicket"] = Code,
        ["OfficialAccount.TimeZone"] = Code,
        ["OfficialAccount.Currency"] = Code,
        ["AccountSubject.Country"] = Code,
        ["AccountSubject.IdKey"] = Hash,
        ["AccountSubject.PhoneKey"] = Hash,
        ["AccountSubject.Phone"] = Number,
        ["Campaign.Code"] = Code,
        ["Comment.Code"] = Code,
        ["Comment.FormKey"] = Code,
        ["Complaint.Code"] = Code,
        ["Complaint.DecidedById"] = Code,
        ["Campaign.CoverCode"] = Code,
        ["CatalogueEntry.Code"] = Code,
        ["CatalogueEntry.Game"] = Code,
        ["CatalogueEntry.PictureCode"] = Code,
        ["CatalogueRegion.Game"] = Code,
        ["CatalogueRegion.Region"] = Code,
        ["GameRun.Code"] = Code,
        ["GameRun.Game"] = Code,
        ["GameScore.Game"] = Code,
        ["GameScore.Region"] = Code,
        ["Subscriber.PictureCode"] = Code,
        ["Subscriber.Place"] = Code,
        ["Portrait.Code"] = Code,
        ["Portrait.ContentType"] = Code,
        ["Device.Id"] = Code,
        ["SendSlot.Period"] = Number,
        ["MediaItem.Code"] = Code,
        ["MediaItem.ContentType"] = Code,
        ["MediaItem.Sha256"] = Hash,
        ["MediaItem.UploadedBy"] = Code,
        ["ConfirmationCode.Purpose"] = Code,
        ["ConfirmationCode.RecipientHash"] = Hash,
        ["ConfirmationCode.Salt"] = Hash,
        ["ConfirmationCode.Hash"] = Hash,
        ["PersonSession.Id"] = Code,
        ["EndedSession.Id"] = Code,
        ["UnsavedInput.Place"] = Code,
        ["Following.OpenId"] = Code,
        ["Subscriber.Phone"] = Number,
        ["Subscriber.PhoneKey"] = Hash,
        ["Subscriber.Region"] = Code,
        ["VerificationCase.Code"] = Code,
        ["VerificationCase.CreditCode"] = Number,
        ["VerificationCase.ContactPhone"] = Number,
        ["CaseDocument.Code"] = Code,
        ["CaseDocument.ContentType"] = Code,
        ["CaseDocument.Sha256"] = Hash,
        ["CaseEvent.ActorId"] = Code,
        ["CaseEvent.ReasonCode"] = Code,
        ["Wallet.IdKey"] = Hash,
        ["Wallet.PasswordHash"] = Hash,
        ["BankCard.Code"] = Code,
        ["BankCard.Bank"] = Code,
        ["BankCard.LastFour"] = Number,
        ["BankCard.BoundKey"] = Hash,
        ["BankOrder.Code"] = Code,
        ["SimulatedOrder.Number"] = Code,
        ["Transfer.Code"] = Code,
        ["Transfer.ToKey"] = Hash,
        ["Transfer.ToMasked"] = Number,
        ["RedPacket.Code"] = Code,
        ["RedPacket.ToKey"] = Hash,
        ["RedPacket.ToMasked"] = Number,
        ["Card.Code"] = Code,
        ["Card.ReviewerId"] = Code,
        ["CardCode.Code"] = Number,
        ["CardCode.ConsumedById"] = Code,
        ["CardGift.Code"] = Code,
        ["Member.Code"] = Code,
        ["Member.Number"] = Number,
        ["Member.MaskedName"] = Number,
        ["Member.Birthday"] = Number,
        ["Member.Phone"] = Number,
        ["PointEntry.Key"] = Code,
        ["ExchangeOffer.Code"] = Code,
        ["Exchange.Coupon"] = Number,
        ["Store.Code"] = Code,
        ["Store.Phone"] = Number,
        ["StaffInvitation.Code"] = Code,
        ["StaffInvitation.EmailKey"] = Hash,
        ["StaffInvitation.SecretKey"] = Hash,
        ["Payment.Code"] = Code,
        ["Refund.Code"] = Code,
        ["Refund.By"] = Code,
        ["Bill.Code"] = Code,
        ["Bill.By"] = Code,
        ["Bill.PaymentCode"] = Code,
        ["ShownCode.Key"] = Hash,
        ["MerchantCode.Code"] = Code,
        ["PersonalCode.Code"] = Code,
        ["Friendship.Code"] = Code,
        ["FriendRequest.Code"] = Code,
        ["FriendBlock.Code"] = Code,
        ["MerchantBank.Bank"] = Code,
        ["MerchantBank.LastFour"] = Number,
        ["Payout.Code"] = Code,
        ["Payout.Bank"] = Code,
        ["Payout.LastFour"] = Number,
        ["Film.Code"] = Code,
        ["Cinema.Code"] = Code,
        ["Hall.Code"] = Code,
        ["Hall.Plan"] = Number,
        ["Screening.Code"] = Code,
        ["TicketOrder.Code"] = Code,
        ["TicketOrder.Seats"] = Number,
        ["TicketOrder.TicketCode"] = Number,
        ["LedgerEntry.Key"] = Code,
        ["LedgerEntry.Subject"] = Code,
        ["PortalUser.Id"] = Code,
        ["PortalUser.PasswordHash"] = Hash,
        ["PortalUser.SecurityStamp"] = Hash,
        ["PortalUser.ConcurrencyStamp"] = Hash,
        ["PortalUser.PhoneNumber"] = Unused,
        ["IdentityRole.Id"] = Code,
        ["IdentityRole.Name"] = Code,
        ["IdentityRole.NormalizedName"] = Code,
        ["IdentityRole.ConcurrencyStamp"] = Hash,
        ["IdentityRoleClaim.ClaimType"] = Unused,
        ["IdentityRoleClaim.ClaimValue"] = Unused,
        ["IdentityUserClaim.ClaimType"] = Unused,
        ["IdentityUserClaim.ClaimValue"] = Unused,
        ["IdentityUserLogin.LoginProvider"] = Unused,
        ["IdentityUserLogin.ProviderKey"] = Unused,
        ["IdentityUserLogin.ProviderDisplayName"] = Unused,
        ["IdentityUserToken.LoginProvider"] = Code,
        ["IdentityUserToken.Name"] = Code,
        ["IdentityUserToken.Value"] = Hash,
    };

    /// <summary>Columns that only the vault can read, and what it seals them for.</summary>
    private static readonly Dictionary<string, string> Sealed = new()
    {
        ["AccountSubject.AdministratorName"] = AccountSubject.Purposes.Name,
        ["AccountSubject.IdNumber"] = AccountSubject.Purposes.IdNumber,
        ["RegistrationDraft.Content"] = "RegistrationDraft",
        ["UnsavedInput.Content"] = "UnsavedInput",
        ["OutboxMessage.Recipient"] = "Outbox",
        ["OutboxMessage.Subject"] = "Outbox",
        ["OutboxMessage.Body"] = "Outbox",
        ["Wallet.Name"] = Wallet.Purposes.Name,
        ["Wallet.IdNumber"] = Wallet.Purposes.IdNumber,
        ["BankCard.Number"] = BankCard.NumberPurpose,
        ["StaffInvitation.Email"] = StaffInvitation.EmailPurpose,
        ["Member.Name"] = Member.Purposes.Name,
        ["Member.City"] = Member.Purposes.City,
        ["MerchantBank.Holder"] = MerchantBank.Purposes.Holder,
        ["MerchantBank.Number"] = MerchantBank.Purposes.Number,
        ["Payout.Holder"] = Payout.Purposes.Holder,
        ["Payout.Number"] = Payout.Purposes.Number,
        ["VerificationCase.LegalRepresentative"] = "VerificationSubject",
        ["VerificationCase.ContactName"] = "VerificationSubject",
    };

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_column_of_text_holds_the_word_or_says_why_it_cannot(Edition edition)
    {
        var side = sides.Of(edition);
        using var dbs = TestDb.Of(side.Portal);
        await using var db = dbs.CreateDbContext();
        var columns = db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Where(property => property.ClrType == typeof(string) && !property.IsForeignKey()).Select(property => (Name: $"{entity.ShortName()}.{property.Name}", Entity: entity, Property: property)))
            .ToList();
        columns.Should().HaveCountGreaterThan(60);

        foreach (var (name, entity, property) in columns)
        {
            var values = await Values(db, entity, property);
            if (Exempt.GetValueOrDefault(name) == Unused)
                values.Should().BeEmpty($"{name}: {Unused}");
            else if (Sealed.TryGetValue(name, out var purpose))
                values.Where(value => value.Length > 0).Select(value => dbs.Vault.Unprotect(purpose, value)).Should().Contain(value => value.Contains(side.Canary, StringComparison.OrdinalIgnoreCase), name);
            else if (!Exempt.ContainsKey(name))
                values.Should().Contain(value => value.Contains(side.Canary, StringComparison.OrdinalIgnoreCase), $"{name} is filled by Furnishing, or stands here with a reason");
        }
    }

    [Fact]
    public void Every_exemption_is_of_a_column_that_there_is()
    {
        using var dbs = TestDb.Of(sides.Weixin.Portal);
        using var db = dbs.CreateDbContext();

        Exempt.Keys.Concat(Sealed.Keys).Should().BeSubsetOf(db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Select(property => $"{entity.ShortName()}.{property.Name}")));
    }

    private static async Task<List<string>> Values(PortalDb db, IEntityType entity, IProperty property)
    {
        var column = entity.IsMappedToJson() ? entity.GetContainerColumnName() : property.GetColumnName();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT \"{column}\" FROM \"{entity.GetTableName()}\" WHERE \"{column}\" IS NOT NULL";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}
