using System.Text.RegularExpressions;
using System.Xml.Linq;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.WeChat.Accounts;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Review;
using WeixinWeChat.Weixin.Verification;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>
/// Texts whose keys are put together while a page is drawn, <c>Text[$"State_{state}"]</c>: for each such pattern stands here what may come
/// into it, and each of those has its text in both languages.
/// </summary>
public sealed partial class DynamicTextTests
{
    // The texts a file means by a localizer that names none.
    private static readonly Dictionary<string, string> Handed = new() { ["src/Portal/Layout/EditionRow.cs"] = "LayoutTexts" };

    private static readonly Dictionary<string, IEnumerable<string>> Values = new()
    {
        ["AccountsTexts: Subject{}"] = Names<SubjectKind>(),
        ["AccountsTexts: Type{}"] = Names<AccountType>(),
        ["AccountsTexts: Way{}Text"] = ["Register", "Verify", "Confirm", "Campaign"],
        ["AccountsTexts: Way{}Title"] = ["Register", "Verify", "Confirm", "Campaign"],
        ["AccountsTexts: {}Text"] = ["NextVerify", "NextCampaign"],
        // The faults that a draft can have: not every field can be wrong in every way.
        ["CampaignTexts: Fault_{}"] =
        [
            "Author_Characters", "Author_TooLong", "Capacity_OutOfRange", "Content_Missing", "Content_TooLong", "Cover_Missing", "Cover_Unknown", "Digest_Characters", "Digest_TooLong",
            "Period_Backwards", "Period_Missing", "Period_OutOfRange", "Period_Over", "Title_Characters", "Title_Missing", "Title_TooLong",
        ],
        ["CampaignTexts: Comments_{}"] = Names<CommentRule>(),
        ["CampaignTexts: Join_{}"] = Names<JoinState>(),
        ["CampaignTexts: Launch_{}"] = Names<LaunchOutcome>(),
        ["CampaignTexts: State_{}"] = Names<CampaignState>(),
        ["CommentTexts: Filter_{}"] = Names<DeskFilter>(),
        ["CommentTexts: Rule_{}"] = Names<CommentRule>(),
        ["ComplaintTexts: Reason_{}"] = Names<ComplaintReason>(),
        ["ComplaintTexts: State_{}"] = Names<ComplaintState>(),
        ["CardTexts: CampaignCard_{}"] = Names<CampaignCardStanding>().Except([nameof(CampaignCardStanding.Open)]),
        ["CardTexts: Claim_{}"] = Names<ClaimOutcome>().Except([nameof(ClaimOutcome.Taken)]),
        ["CardTexts: CodeState_{}"] = Names<CodeState>(),
        ["CardTexts: CodeType_{}"] = Names<CardCodeType>(),
        ["CardTexts: Color_{}"] = Names<CardColor>(),
        ["CardTexts: Day_{}"] = Names<CardDays>().Except([nameof(CardDays.None), nameof(CardDays.Every)]),
        ["CardTexts: Fault_Missing_{}"] = [nameof(CardField.Stores), nameof(CardField.Days), nameof(CardField.Period), nameof(CardField.Hours)],
        // What is too long is said with its limit.
        ["CardTexts: Fault_{}"] = Names<CardProblem>(),
        ["CardTexts: Field_{}"] =
        [
            .. new[] { CardField.BrandName, CardField.Title, CardField.SubTitle, CardField.Notice, CardField.Description, CardField.Detail, CardField.LeastCost, CardField.ReduceCost, CardField.Discount }.Select(field => field.ToString()),
            .. new[] { CardField.Quantity, CardField.GetLimit, CardField.UseLimit, CardField.BeginAfter, CardField.TermDays }.Select(field => field.ToString()),
        ],
        ["CardTexts: KindHint_{}"] = Names<CardKind>(),
        ["CardTexts: Kind_{}"] = Names<CardKind>(),
        ["CardTexts: MineText_{}"] = Names<CopyFilter>(),
        ["CardTexts: Mine_{}"] = Names<CopyFilter>(),
        ["CardTexts: Outcome_{}"] = Names<CardOutcome>().Except([nameof(CardOutcome.Done)]),
        ["CardTexts: RefusalText_{}"] = [nameof(RedeemRefusal.Unknown), nameof(RedeemRefusal.BeingGiven), nameof(RedeemRefusal.AccountStopped), nameof(RedeemRefusal.TooMany), nameof(RedeemRefusal.UseLimit)],
        ["CardTexts: Refusal_{}"] = Names<RedeemRefusal>(),
        ["CardTexts: Scan_{}"] = ["Denied", "Nothing", "Failed"],
        ["CardTexts: StateText_{}"] = Names<CardState>().Except([nameof(CardState.Draft), nameof(CardState.VerifyFailed)]),
        ["CardTexts: State_{}"] = Names<CardState>(),
        ["CardTexts: Store_{}"] = Names<StoreField>(),
        ["CardTexts: Validity_{}"] = Names<CardValidity>(),
        ["CinemaTexts: Door_{}"] = Names<DoorOutcome>(),
        ["CinemaTexts: Format_{}"] = Names<ScreeningFormat>(),
        ["CinemaTexts: Genre_{}"] = Names<FilmGenre>(),
        ["CinemaTexts: Language_{}"] = Names<ScreeningLanguage>(),
        ["CinemaTexts: State_{}"] = [.. Names<TicketState>(), "Used", "CalledOff"],
        ["GameTexts: Board_{}"] = GameKind.All.Select(kind => kind.Code),
        ["GameTexts: Keys_{}"] = GameKind.All.Select(kind => kind.Code),
        ["GameTexts: NoEntries_{}"] = Names<EntryState>(),
        ["GameTexts: Rules_{}"] = GameKind.All.Select(kind => kind.Code),
        ["GameTexts: Said_{}"] = GameKind.All.Select(kind => kind.Code),
        // What a game's script says, by the names that it knows.
        ["GameTexts: Say_{}"] = ["gone", "failed", "offline", "overSaid", "counted", "countedBest", "nothing", "waiting", "refused"],
        ["GameTexts: State_{}"] = Names<EntryState>(),
        ["GameTexts: Word_{}"] = ["stone", "empty", "kind1", "kind2", "kind3", "kind4", "kind5", "on", "off", "next"],
        ["IdentityTexts: Code.{}"] = Names<CodeCheck>().Except([nameof(CodeCheck.Right)]),
        ["IdentityTexts: Security.{}"] = ["Overview", "Password", "TwoStep", "Passkeys", "Sessions"],
        ["IdentityTexts: SignIn.After.{}"] = ["confirmed", "reset", "ended"],
        ["InsightsTexts: Way_{}"] = Names<FollowScene>(),
        ["LayoutTexts: Compare_Advice_{}_Text"] = ["Abroad", "Mainland", "Both"],
        ["LayoutTexts: Compare_Advice_{}_Title"] = ["Abroad", "Mainland", "Both"],
        ["LayoutTexts: Compare_Row_{}"] = EditionRow.All.Select(row => row.Property),
        ["LayoutTexts: Compare_Searchable_{}"] = Names<SearchableOnce>(),
        ["LayoutTexts: Compare_Type_{}"] = Names<AccountType>(),
        ["LayoutTexts: Group_{}"] = Names<NavGroup>(),
        ["LayoutTexts: Theme_{}"] = ["system", "light", "dark"],
        ["MemberTexts: Asked_{}"] = Names<Asked>(),
        ["MemberTexts: Field_{}"] = [MemberFields.Name, MemberFields.Birthday, MemberFields.City],
        ["MemberTexts: PointKind_{}"] = Names<PointKind>(),
        ["MemberTexts: PurseKind_{}"] = [nameof(EntryKind.PurseTopUp), nameof(EntryKind.PursePayout), nameof(EntryKind.Payment), nameof(EntryKind.Refund)],
        ["MemberTexts: State_{}"] = Names<MemberState>(),
        ["PaymentTexts: BillState_{}"] = Names<BillState>(),
        // Of a bill that waits the form is shown instead.
        ["PaymentTexts: Bill_{}"] = Names<BillState>().Except([nameof(BillState.Waiting)]),
        ["PaymentTexts: News_{}"] = Names<BillState>(),
        ["PaymentTexts: Settlement_{}"] = Names<BankOrderState>(),
        ["PaymentTexts: State_{}"] = Names<PaymentState>(),
        ["PaymentTexts: Till_{}"] = Names<BillState>(),
        ["PaymentTexts: Till_{}_Text"] = Names<BillState>(),
        ["PaymentTexts: Way_{}"] = Names<PaymentWay>(),
        ["PaymentTexts: Wire_{}"] = Names<BankOrderState>(),
        ["PaymentTexts: Wire_{}_Text"] = Names<BankOrderState>(),
        ["ReviewTexts: Confirm_{}_Yes"] = ["Approve", "Refuse"],
        ["ReviewTexts: Done_{}"] = ["Approved", "Requested", "Refused", "Released"],
        ["ReviewTexts: Empty_{}"] = Names<QueueFilter>(),
        ["ReviewTexts: Empty_{}_Text"] = Names<QueueFilter>(),
        ["ReviewTexts: Event_{}"] = Names<CaseEventKind>(),
        ["ReviewTexts: Field_{}"] = Names<CaseField>(),
        ["ReviewTexts: Filter_{}"] = Names<QueueFilter>(),
        ["ReviewTexts: State_{}"] = Names<CaseState>(),
        // Said at the field itself, with other words.
        ["StaffTexts: Change{}"] = Names<StaffChange>().Except([nameof(StaffChange.NoSuchPerson)]),
        ["SubscriberTexts: {}Person"] = ["Block", "Unblock"],
        ["SubscriberTexts: {}Text"] = ["Block", "Unblock"],
        ["SubscriberTexts: {}Title"] = ["Block", "Unblock"],
        ["SubscriberTexts: AccountType_{}"] = Names<AccountType>(),
        ["SubscriberTexts: Scene_{}"] = Names<FollowScene>(),
        ["SubscriberTexts: Tag_{}"] = Names<TagOutcome>().Except([nameof(TagOutcome.Done)]),
        ["VerificationTexts: Event_{}"] = Names<CaseEventKind>(),
        ["VerificationTexts: Field_{}"] = Names<CaseField>(),
        ["VerificationTexts: Hint_{}"] = SubjectData.Fields.Select(field => field.ToString()),
        ["VerificationTexts: Need_{}"] = ["Licence", "Representative", "Contact", "Time"],
        ["VerificationTexts: Need_{}_Text"] = ["Licence", "Representative", "Contact", "Time"],
        ["VerificationTexts: Now_{}"] = [.. Names<CaseState>(), "None", "Overdue", "Unavailable", "Expired", nameof(AccountStanding.NotActivated)],
        ["VerificationTexts: State_{}"] = [.. Names<CaseState>(), "None", "Overdue", "Unavailable", "Expired", nameof(AccountStanding.NotActivated)],
        ["VerificationTexts: Who_{}"] = ["You", "Reviewer"],
        ["VerificationTexts: WithdrawText_{}"] = [nameof(CaseState.Draft), nameof(CaseState.Submitted), nameof(CaseState.CorrectionRequested)],
        ["RedPacketTexts: Amount_{}"] = Names<RedPacketKind>(),
        ["RedPacketTexts: Gift_{}"] = Names<BrandPacketStanding>().Except([nameof(BrandPacketStanding.Open)]),
        ["RedPacketTexts: Kind_{}"] = Names<RedPacketKind>(),
        ["RedPacketTexts: State_{}"] = Names<RedPacketState>(),
        ["RedPacketTexts: Text_{}"] = Names<RedPacketKind>(),
        ["WalletTexts: Bank.{}"] = Names<BankMood>(),
        ["WalletTexts: Bank.{}.Text"] = Names<BankMood>(),
        ["WalletTexts: Kind_{}"] = Names<EntryKind>(),
        ["WalletTexts: Sort_{}"] = Names<HistoryKind>(),
        ["WalletTexts: Transfer{}"] = [.. new[] { "Out", "In" }.SelectMany(way => Names<TransferState>().Select(state => $"{way}{state}"))],
        ["WeChatRegistrationTexts: Document{}"] = WeChatRegistrationForm.Documents.Select(document => document.ToString()),
        ["WeixinRegistrationTexts: Type{}Text"] = Names<AccountType>(),
    };

    [Fact]
    public void Every_pattern_of_keys_says_what_comes_into_it() => Patterns().Should().BeEquivalentTo(Values.Keys);

    [Fact]
    public void Everything_that_comes_into_a_pattern_has_its_text_in_both_languages()
    {
        var texts = Sources.Under("src", ".resx").ToDictionary(file => Path.GetFileName(file.Path),
            file => XDocument.Parse(file.Text).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value));

        var missing = from pattern in Values
                      let parts = pattern.Key.Split(": ")
                      from value in pattern.Value
                      from ending in new[] { ".resx", ".zh-CN.resx" }
                      let key = parts[1].Replace("{}", value)
                      where string.IsNullOrWhiteSpace(texts[parts[0] + ending].GetValueOrDefault(key))
                      select $"{key} in {parts[0]}{ending}";

        missing.Should().BeEmpty();
        Values.Values.Should().OnlyContain(values => values.Any());
    }

    private static HashSet<string> Patterns()
    {
        HashSet<string> found = [];
        foreach (var (path, text) in Sources.Under("src", ".razor", ".cs"))
        {
            foreach (Match use in Uses().Matches(text))
            {
                var localizer = Localizers().Matches(text).LastOrDefault(match => match.Groups["name"].Value == use.Groups["name"].Value && match.Index < use.Index);
                // What is looked up elsewhere (the browser's files, a form's fields) is no text.
                if (localizer is null && !use.Groups["name"].Value.StartsWith("text", StringComparison.OrdinalIgnoreCase))
                    continue;
                found.Add($"{localizer?.Groups["texts"].Value ?? Handed.GetValueOrDefault(path) ?? path}: {Holes().Replace(use.Groups["key"].Value, "{}")}");
            }
        }

        return found;
    }

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetNames<T>();

    [GeneratedRegex(@"IStringLocalizer<(?:\w+\.)*(?<texts>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Localizers();

    [GeneratedRegex("""\b(?<name>\w+)\[\$"(?<key>[^"]+)"[\],]""")]
    private static partial Regex Uses();

    [GeneratedRegex(@"\{[^}]*\}(_\{[^}]*\})?")]
    private static partial Regex Holes();
}
