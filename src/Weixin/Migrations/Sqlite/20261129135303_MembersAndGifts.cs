using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WeixinWeChat.Core.Storage;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MembersAndGifts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CardCodes_ConsumedById_ConsumedAt",
                table: "CardCodes");

            migrationBuilder.AddColumn<DateTime>(
                name: "SettledAt",
                table: "Screenings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PurseId",
                table: "Payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CampaignCards",
                columns: table => new
                {
                    CampaignId = table.Column<long>(type: "INTEGER", nullable: false),
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    AttachedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CampaignCards", x => x.CampaignId);
                    table.ForeignKey(
                        name: "FK_CampaignCards_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CampaignCards_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExchangeOffers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    CouponId = table.Column<long>(type: "INTEGER", nullable: false),
                    Price = table.Column<int>(type: "INTEGER", nullable: false),
                    Most = table.Column<int>(type: "INTEGER", nullable: true),
                    Given = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExchangeOffers", x => x.Id);
                    table.CheckConstraint("CK_ExchangeOffers_Given", "\"Given\" >= 0 AND (\"Most\" IS NULL OR \"Given\" <= \"Most\")");
                    table.ForeignKey(
                        name: "FK_ExchangeOffers_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExchangeOffers_Cards_CouponId",
                        column: x => x.CouponId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MemberPlans",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    PointsPerYuan = table.Column<int>(type: "INTEGER", nullable: false),
                    PointsPerCheckIn = table.Column<int>(type: "INTEGER", nullable: false),
                    Bonus = table.Column<int>(type: "INTEGER", nullable: false),
                    AsksName = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AsksBirthday = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AsksPhone = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AsksCity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Consent = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberPlans", x => x.CardId);
                    table.ForeignKey(
                        name: "FK_MemberPlans_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    CodeId = table.Column<long>(type: "INTEGER", nullable: false),
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", unicode: false, maxLength: 12, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Points = table.Column<long>(type: "INTEGER", nullable: false),
                    Earned = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Birthday = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    City = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    MaskedName = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ActivatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => x.Id);
                    table.CheckConstraint("CK_Members_Points", "\"Points\" >= 0 AND \"Earned\" >= 0");
                    table.ForeignKey(
                        name: "FK_Members_CardCodes_CodeId",
                        column: x => x.CodeId,
                        principalTable: "CardCodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Members_Cards_CardId",
                        column: x => x.CardId,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Members_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Members_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MemberLevels",
                columns: table => new
                {
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    FromPoints = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberLevels", x => new { x.CardId, x.Number });
                    table.ForeignKey(
                        name: "FK_MemberLevels_MemberPlans_CardId",
                        column: x => x.CardId,
                        principalTable: "MemberPlans",
                        principalColumn: "CardId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Exchanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    FormKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfferId = table.Column<long>(type: "INTEGER", nullable: false),
                    ClaimKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    Price = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Coupon = table.Column<string>(type: "TEXT", unicode: false, maxLength: 20, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exchanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Exchanges_ExchangeOffers_OfferId",
                        column: x => x.OfferId,
                        principalTable: "ExchangeOffers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Exchanges_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PointEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 80, nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    CardId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Points = table.Column<long>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PointEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PointEntries_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_AccountId_SentAt",
                table: "StaffInvitations",
                columns: new[] { "AccountId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_CalledOff",
                table: "Screenings",
                column: "Id",
                filter: "CancelledAt IS NOT NULL AND SettledAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_ToEarn",
                table: "Screenings",
                column: "Id",
                filter: "CancelledAt IS NULL AND SettledAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_At",
                table: "Refunds",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_ConsumedById_ConsumedAt",
                table: "CardCodes",
                columns: new[] { "ConsumedById", "ConsumedAt" },
                filter: "\"ConsumedById\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CampaignCards_CardId",
                table: "CampaignCards",
                column: "CardId");

            migrationBuilder.CreateIndex(
                name: "IX_ExchangeOffers_CardId_ClosedAt_Id",
                table: "ExchangeOffers",
                columns: new[] { "CardId", "ClosedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ExchangeOffers_CardId_FormKey",
                table: "ExchangeOffers",
                columns: new[] { "CardId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExchangeOffers_Code",
                table: "ExchangeOffers",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExchangeOffers_CouponId",
                table: "ExchangeOffers",
                column: "CouponId");

            migrationBuilder.CreateIndex(
                name: "IX_Exchanges_MemberId_FormKey",
                table: "Exchanges",
                columns: new[] { "MemberId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Exchanges_OfferId",
                table: "Exchanges",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_Exchanges_State_At",
                table: "Exchanges",
                columns: new[] { "State", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_AccountId_Number",
                table: "Members",
                columns: new[] { "AccountId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Members_CardId_ActivatedAt",
                table: "Members",
                columns: new[] { "CardId", "ActivatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_CardId_Id",
                table: "Members",
                columns: new[] { "CardId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_CardId_MaskedName_Id",
                table: "Members",
                columns: new[] { "CardId", "MaskedName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_Code",
                table: "Members",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Members_CodeId",
                table: "Members",
                column: "CodeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Members_SubscriberId_AccountId",
                table: "Members",
                columns: new[] { "SubscriberId", "AccountId" });

            migrationBuilder.CreateIndex(
                name: "IX_PointEntries_CardId_At",
                table: "PointEntries",
                columns: new[] { "CardId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PointEntries_Key",
                table: "PointEntries",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PointEntries_MemberId_Id",
                table: "PointEntries",
                columns: new[] { "MemberId", "Id" });

            // Points are only ever added.
            migrationBuilder.GuardGrowth("PointEntries", ["Id"], ["Key"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CampaignCards");

            migrationBuilder.DropTable(
                name: "Exchanges");

            migrationBuilder.DropTable(
                name: "MemberLevels");

            migrationBuilder.DropTable(
                name: "PointEntries");

            migrationBuilder.DropTable(
                name: "ExchangeOffers");

            migrationBuilder.DropTable(
                name: "MemberPlans");

            migrationBuilder.DropTable(
                name: "Members");

            migrationBuilder.DropIndex(
                name: "IX_StaffInvitations_AccountId_SentAt",
                table: "StaffInvitations");

            migrationBuilder.DropIndex(
                name: "IX_Screenings_CalledOff",
                table: "Screenings");

            migrationBuilder.DropIndex(
                name: "IX_Screenings_ToEarn",
                table: "Screenings");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_At",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_CardCodes_ConsumedById_ConsumedAt",
                table: "CardCodes");

            migrationBuilder.DropColumn(
                name: "SettledAt",
                table: "Screenings");

            migrationBuilder.DropColumn(
                name: "PurseId",
                table: "Payments");

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_ConsumedById_ConsumedAt",
                table: "CardCodes",
                columns: new[] { "ConsumedById", "ConsumedAt" });
        }
    }
}
