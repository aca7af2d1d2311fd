using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Money : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Bills",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 12, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    AskedId = table.Column<long>(type: "INTEGER", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PaymentCode = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: true),
                    ReasonEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReasonZh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bills", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Bills_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Bills_Wallets_AskedId",
                        column: x => x.AskedId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BrandPackets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CampaignId = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    BudgetFen = table.Column<long>(type: "INTEGER", nullable: false),
                    LeastFen = table.Column<long>(type: "INTEGER", nullable: false),
                    MostFen = table.Column<long>(type: "INTEGER", nullable: false),
                    PerPerson = table.Column<int>(type: "INTEGER", nullable: false),
                    FromHour = table.Column<int>(type: "INTEGER", nullable: false),
                    ToHour = table.Column<int>(type: "INTEGER", nullable: false),
                    PerMinute = table.Column<int>(type: "INTEGER", nullable: false),
                    SpentFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Given = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BrandPackets", x => x.Id);
                    table.CheckConstraint("CK_BrandPackets_Spent", "\"SpentFen\" >= 0 AND \"SpentFen\" <= \"BudgetFen\"");
                    table.ForeignKey(
                        name: "FK_BrandPackets_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BrandPackets_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Cards",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 28, nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReviewerId = table.Column<string>(type: "TEXT", nullable: true),
                    ReviewedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReasonEn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ReasonZh = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DispatchedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Terms_BeginAfterDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Terms_BeginsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Terms_BrandName = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Terms_CanGiveFriend = table.Column<bool>(type: "INTEGER", nullable: false),
                    Terms_CanShare = table.Column<bool>(type: "INTEGER", nullable: false),
                    Terms_CodeType = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Terms_Color = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Terms_Days = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false),
                    Terms_Description = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    Terms_Detail = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Terms_Discount = table.Column<int>(type: "INTEGER", nullable: false),
                    Terms_EndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Terms_FromMinute = table.Column<int>(type: "INTEGER", nullable: true),
                    Terms_GetLimit = table.Column<int>(type: "INTEGER", nullable: false),
                    Terms_Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Terms_LeastCost = table.Column<long>(type: "INTEGER", nullable: false),
                    Terms_Notice = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Terms_Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Terms_ReduceCost = table.Column<long>(type: "INTEGER", nullable: false),
                    Terms_SubTitle = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    Terms_TakeFrom = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Terms_TermDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Terms_Title = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Terms_UntilMinute = table.Column<int>(type: "INTEGER", nullable: true),
                    Terms_UseAllStores = table.Column<bool>(type: "INTEGER", nullable: false),
                    Terms_UseLimit = table.Column<int>(type: "INTEGER", nullable: true),
                    Terms_Validity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cards_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Cinemas",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    City = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cinemas", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cinemas_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Films",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    TitleZh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Genre = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Rating = table.Column<int>(type: "INTEGER", nullable: true),
                    Hue = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Films", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Films_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MerchantBanks",
                columns: table => new
                {
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    LastFour = table.Column<string>(type: "TEXT", unicode: false, maxLength: 4, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: false),
                    SetAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MerchantBanks", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_MerchantBanks_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MerchantCodes",
                columns: table => new
                {
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 12, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MerchantCodes", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_MerchantCodes_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Payments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    PayerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    Goods = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Way = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RefundedFen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Payments_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Payments_Wallets_PayerId",
                        column: x => x.PayerId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Payouts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: true),
                    FromId = table.Column<long>(type: "INTEGER", nullable: true),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    LastFour = table.Column<string>(type: "TEXT", unicode: false, maxLength: 4, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ReasonEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReasonZh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Payouts_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Payouts_Wallets_FromId",
                        column: x => x.FromId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReceiveCodes",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 12, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReceiveCodes", x => x.SubscriberId);
                    table.ForeignKey(
                        name: "FK_ReceiveCodes_Wallets_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RedPackets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ToKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    ToMasked = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    Shares = table.Column<int>(type: "INTEGER", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    Greeting = table.Column<string>(type: "TEXT", maxLength: 25, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RedPackets", x => x.Id);
                    table.CheckConstraint("CK_RedPackets_Taken", "\"Taken\" >= 0 AND \"Taken\" <= \"Shares\"");
                    table.ForeignKey(
                        name: "FK_RedPackets_Wallets_FromId",
                        column: x => x.FromId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ShownCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    ShownAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShownCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShownCodes_Wallets_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Wallets",
                        principalColumn: "SubscriberId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StaffInvitations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    EmailKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    SecretKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffInvitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StaffInvitations_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Stores",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Stores", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Stores_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BrandPacketShares",
                columns: table => new
                {
                    PacketId = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BrandPacketShares", x => new { x.PacketId, x.SubscriberId, x.Number });
                    table.ForeignKey(
                        name: "FK_BrandPacketShares_BrandPackets_PacketId",
                        column: x => x.PacketId,
                        principalTable: "BrandPackets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BrandPacketShares_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardDays",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Seen = table.Column<int>(type: "INTEGER", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    Used = table.Column<int>(type: "INTEGER", nullable: false),
                    Given = table.Column<int>(type: "INTEGER", nullable: false),
                    Expired = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardDays", x => new { x.CardId, x.Day });
                    table.ForeignKey(
                        name: "FK_CardDays_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CardHandouts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Checkpoint = table.Column<long>(type: "INTEGER", nullable: false),
                    Given = table.Column<int>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardHandouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CardHandouts_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardStocks",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    Open = table.Column<bool>(type: "INTEGER", nullable: false),
                    Initial = table.Column<int>(type: "INTEGER", nullable: false),
                    RemindedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardStocks", x => x.CardId);
                    table.CheckConstraint("CK_CardStocks_Taken", "\"Taken\" >= 0 AND \"Taken\" <= \"Quantity\"");
                    table.ForeignKey(
                        name: "FK_CardStocks_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Halls",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    CinemaId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Plan = table.Column<string>(type: "TEXT", unicode: false, maxLength: 500, nullable: false),
                    SeatCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Halls", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Halls_Cinemas_CinemaId",
                        column: x => x.CinemaId,
                        principalTable: "Cinemas",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    PaymentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Refunds_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RedPacketShares",
                columns: table => new
                {
                    PacketId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenById = table.Column<long>(type: "INTEGER", nullable: true),
                    TakenAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RedPacketShares", x => new { x.PacketId, x.Number });
                    table.ForeignKey(
                        name: "FK_RedPacketShares_RedPackets_PacketId",
                        column: x => x.PacketId,
                        principalTable: "RedPackets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RedPacketShares_Subscribers_TakenById",
                        column: x => x.TakenById,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardCodes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 20, nullable: false),
                    TakerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Scene = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    TakenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    GivenById = table.Column<long>(type: "INTEGER", nullable: true),
                    ConsumedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConsumedById = table.Column<string>(type: "TEXT", maxLength: 450, nullable: true),
                    StoreId = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    RemindedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CardCodes_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardCodes_Stores_StoreId",
                        column: x => x.StoreId,
                        principalTable: "Stores",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardCodes_Subscribers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardCodes_Subscribers_TakerId",
                        column: x => x.TakerId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardStores",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    StoreId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardStores", x => new { x.CardId, x.StoreId });
                    table.ForeignKey(
                        name: "FK_CardStores_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CardStores_Stores_StoreId",
                        column: x => x.StoreId,
                        principalTable: "Stores",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Screenings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    CinemaId = table.Column<long>(type: "INTEGER", nullable: false),
                    HallId = table.Column<long>(type: "INTEGER", nullable: false),
                    FilmId = table.Column<long>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CancelledAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Screenings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Screenings_Cinemas_CinemaId",
                        column: x => x.CinemaId,
                        principalTable: "Cinemas",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Screenings_Films_FilmId",
                        column: x => x.FilmId,
                        principalTable: "Films",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Screenings_Halls_HallId",
                        column: x => x.HallId,
                        principalTable: "Halls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CardGifts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    CodeId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromId = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ToId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardGifts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CardGifts_CardCodes_CodeId",
                        column: x => x.CodeId,
                        principalTable: "CardCodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CardGifts_Subscribers_FromId",
                        column: x => x.FromId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TicketOrders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    ScreeningId = table.Column<long>(type: "INTEGER", nullable: false),
                    Seats = table.Column<string>(type: "TEXT", unicode: false, maxLength: 30, nullable: false),
                    SeatCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Fen = table.Column<long>(type: "INTEGER", nullable: false),
                    ReplacesId = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    OpenFor = table.Column<long>(type: "INTEGER", nullable: true),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    HeldUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PaidFen = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TicketCode = table.Column<string>(type: "TEXT", unicode: false, maxLength: 12, nullable: true),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TicketOrders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TicketOrders_Screenings_ScreeningId",
                        column: x => x.ScreeningId,
                        principalTable: "Screenings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TicketOrders_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TicketOrders_TicketOrders_ReplacesId",
                        column: x => x.ReplacesId,
                        principalTable: "TicketOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SeatClaims",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ScreeningId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<long>(type: "INTEGER", nullable: false),
                    HeldUntil = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeatClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SeatClaims_Screenings_ScreeningId",
                        column: x => x.ScreeningId,
                        principalTable: "Screenings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SeatClaims_TicketOrders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "TicketOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Bills_AccountId_FormKey",
                table: "Bills",
                columns: new[] { "AccountId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Bills_AccountId_Id",
                table: "Bills",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Bills_AskedId_MadeAt",
                table: "Bills",
                columns: new[] { "AskedId", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Bills_Code",
                table: "Bills",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BrandPackets_AccountId",
                table: "BrandPackets",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_BrandPackets_CampaignId",
                table: "BrandPackets",
                column: "CampaignId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BrandPackets_ClosedAt",
                table: "BrandPackets",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_BrandPacketShares_AccountId_SubscriberId_TakenAt",
                table: "BrandPacketShares",
                columns: new[] { "AccountId", "SubscriberId", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BrandPacketShares_AccountId_TakenAt",
                table: "BrandPacketShares",
                columns: new[] { "AccountId", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BrandPacketShares_SubscriberId",
                table: "BrandPacketShares",
                column: "SubscriberId");

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_CardId_TakerId_Number",
                table: "CardCodes",
                columns: new[] { "CardId", "TakerId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_Code",
                table: "CardCodes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_ConsumedById_ConsumedAt",
                table: "CardCodes",
                columns: new[] { "ConsumedById", "ConsumedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_OwnerId_State_Id",
                table: "CardCodes",
                columns: new[] { "OwnerId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_State_ValidUntil",
                table: "CardCodes",
                columns: new[] { "State", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_StoreId",
                table: "CardCodes",
                column: "StoreId");

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_TakerId_FormKey",
                table: "CardCodes",
                columns: new[] { "TakerId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_Code",
                table: "CardGifts",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_CodeId",
                table: "CardGifts",
                column: "CodeId",
                unique: true,
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_FromId_GivenAt",
                table: "CardGifts",
                columns: new[] { "FromId", "GivenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CardGifts_State_ExpiresAt",
                table: "CardGifts",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CardHandouts_CardId_FormKey",
                table: "CardHandouts",
                columns: new[] { "CardId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CardHandouts_FinishedAt",
                table: "CardHandouts",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Cards_AccountId_Id",
                table: "Cards",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cards_Code",
                table: "Cards",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cards_State_SubmittedAt_Id",
                table: "Cards",
                columns: new[] { "State", "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CardStores_StoreId",
                table: "CardStores",
                column: "StoreId");

            migrationBuilder.CreateIndex(
                name: "IX_Cinemas_AccountId_Name",
                table: "Cinemas",
                columns: new[] { "AccountId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cinemas_City",
                table: "Cinemas",
                column: "City");

            migrationBuilder.CreateIndex(
                name: "IX_Cinemas_Code",
                table: "Cinemas",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Films_AccountId_TitleZh",
                table: "Films",
                columns: new[] { "AccountId", "TitleZh" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Films_Code",
                table: "Films",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Halls_CinemaId_Name",
                table: "Halls",
                columns: new[] { "CinemaId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Halls_Code",
                table: "Halls",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MerchantCodes_Code",
                table: "MerchantCodes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payments_AccountId_At",
                table: "Payments",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_AccountId_Id",
                table: "Payments",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_Code",
                table: "Payments",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payments_PayerId_At",
                table: "Payments",
                columns: new[] { "PayerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_PayerId_FormKey",
                table: "Payments",
                columns: new[] { "PayerId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_AccountId_FormKey",
                table: "Payouts",
                columns: new[] { "AccountId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_Code",
                table: "Payouts",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_FromId_AskedAt",
                table: "Payouts",
                columns: new[] { "FromId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_FromId_FormKey",
                table: "Payouts",
                columns: new[] { "FromId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_State_AskedAt",
                table: "Payouts",
                columns: new[] { "State", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReceiveCodes_Code",
                table: "ReceiveCodes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_Code",
                table: "RedPackets",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_FromId_FormKey",
                table: "RedPackets",
                columns: new[] { "FromId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_FromId_SentAt",
                table: "RedPackets",
                columns: new[] { "FromId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_State_ExpiresAt",
                table: "RedPackets",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RedPackets_ToKey_State",
                table: "RedPackets",
                columns: new[] { "ToKey", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_RedPacketShares_PacketId_TakenById",
                table: "RedPacketShares",
                columns: new[] { "PacketId", "TakenById" },
                unique: true,
                filter: "\"TakenById\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RedPacketShares_TakenById_TakenAt",
                table: "RedPacketShares",
                columns: new[] { "TakenById", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_Code",
                table: "Refunds",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_PaymentId_FormKey",
                table: "Refunds",
                columns: new[] { "PaymentId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_AccountId_StartsAt",
                table: "Screenings",
                columns: new[] { "AccountId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_CinemaId_StartsAt",
                table: "Screenings",
                columns: new[] { "CinemaId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_Code",
                table: "Screenings",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_FilmId_StartsAt",
                table: "Screenings",
                columns: new[] { "FilmId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_HallId_StartsAt",
                table: "Screenings",
                columns: new[] { "HallId", "StartsAt" },
                unique: true,
                filter: "CancelledAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SeatClaims_OrderId",
                table: "SeatClaims",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_SeatClaims_ScreeningId_Place",
                table: "SeatClaims",
                columns: new[] { "ScreeningId", "Place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShownCodes_Key",
                table: "ShownCodes",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShownCodes_SubscriberId",
                table: "ShownCodes",
                column: "SubscriberId");

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_AccountId_EmailKey",
                table: "StaffInvitations",
                columns: new[] { "AccountId", "EmailKey" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_Code",
                table: "StaffInvitations",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_SecretKey",
                table: "StaffInvitations",
                column: "SecretKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Stores_AccountId_ClosedAt_Id",
                table: "Stores",
                columns: new[] { "AccountId", "ClosedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Stores_Code",
                table: "Stores",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_Code",
                table: "TicketOrders",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_OpenFor",
                table: "TicketOrders",
                column: "OpenFor",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_ReplacesId",
                table: "TicketOrders",
                column: "ReplacesId");

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_ScreeningId_State",
                table: "TicketOrders",
                columns: new[] { "ScreeningId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_State_HeldUntil",
                table: "TicketOrders",
                columns: new[] { "State", "HeldUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_SubscriberId_FormKey",
                table: "TicketOrders",
                columns: new[] { "SubscriberId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_SubscriberId_MadeAt",
                table: "TicketOrders",
                columns: new[] { "SubscriberId", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TicketOrders_TicketCode",
                table: "TicketOrders",
                column: "TicketCode",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Bills");

            migrationBuilder.DropTable(
                name: "BrandPacketShares");

            migrationBuilder.DropTable(
                name: "CardDays");

            migrationBuilder.DropTable(
                name: "CardGifts");

            migrationBuilder.DropTable(
                name: "CardHandouts");

            migrationBuilder.DropTable(
                name: "CardStocks");

            migrationBuilder.DropTable(
                name: "CardStores");

            migrationBuilder.DropTable(
                name: "MerchantBanks");

            migrationBuilder.DropTable(
                name: "MerchantCodes");

            migrationBuilder.DropTable(
                name: "Payouts");

            migrationBuilder.DropTable(
                name: "ReceiveCodes");

            migrationBuilder.DropTable(
                name: "RedPacketShares");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropTable(
                name: "SeatClaims");

            migrationBuilder.DropTable(
                name: "ShownCodes");

            migrationBuilder.DropTable(
                name: "StaffInvitations");

            migrationBuilder.DropTable(
                name: "BrandPackets");

            migrationBuilder.DropTable(
                name: "CardCodes");

            migrationBuilder.DropTable(
                name: "RedPackets");

            migrationBuilder.DropTable(
                name: "Payments");

            migrationBuilder.DropTable(
                name: "TicketOrders");

            migrationBuilder.DropTable(
                name: "Cards");

            migrationBuilder.DropTable(
                name: "Stores");

            migrationBuilder.DropTable(
                name: "Screenings");

            migrationBuilder.DropTable(
                name: "Films");

            migrationBuilder.DropTable(
                name: "Halls");

            migrationBuilder.DropTable(
                name: "Cinemas");
        }
    }
}
