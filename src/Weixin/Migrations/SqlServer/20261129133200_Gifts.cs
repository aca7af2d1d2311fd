using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Gifts : Migration
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
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CampaignCards",
                columns: table => new
                {
                    CampaignId = table.Column<long>(type: "bigint", nullable: false),
                    CardId = table.Column<long>(type: "bigint", nullable: false),
                    AttachedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "IX_StaffInvitations_AccountId_SentAt",
                table: "StaffInvitations",
                columns: new[] { "AccountId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_CancelledAt",
                table: "Screenings",
                column: "CancelledAt",
                filter: "CancelledAt IS NOT NULL AND SettledAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Screenings_EndsAt",
                table: "Screenings",
                column: "EndsAt",
                filter: "SettledAt IS NULL");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CampaignCards");

            migrationBuilder.DropIndex(
                name: "IX_StaffInvitations_AccountId_SentAt",
                table: "StaffInvitations");

            migrationBuilder.DropIndex(
                name: "IX_Screenings_CancelledAt",
                table: "Screenings");

            migrationBuilder.DropIndex(
                name: "IX_Screenings_EndsAt",
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

            migrationBuilder.CreateIndex(
                name: "IX_CardCodes_ConsumedById_ConsumedAt",
                table: "CardCodes",
                columns: new[] { "ConsumedById", "ConsumedAt" });
        }
    }
}
