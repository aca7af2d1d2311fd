using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RedPackets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "BrandPacketShares",
                columns: table => new
                {
                    PacketId = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
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
                name: "IX_BrandPacketShares_PacketId_TakenAt",
                table: "BrandPacketShares",
                columns: new[] { "PacketId", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BrandPacketShares_SubscriberId",
                table: "BrandPacketShares",
                column: "SubscriberId");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BrandPacketShares");

            migrationBuilder.DropTable(
                name: "RedPacketShares");

            migrationBuilder.DropTable(
                name: "BrandPackets");

            migrationBuilder.DropTable(
                name: "RedPackets");
        }
    }
}
