using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Comments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Comments",
                table: "Campaigns",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Off");

            migrationBuilder.CreateTable(
                name: "Comments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    CampaignId = table.Column<long>(type: "bigint", nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    FormKey = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    PinnedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Reply = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: true),
                    RepliedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Comments_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Comments_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Comments_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AccountId_CampaignId_PinnedAt",
                table: "Comments",
                columns: new[] { "AccountId", "CampaignId", "PinnedAt" },
                filter: "\"PinnedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AccountId_Id",
                table: "Comments",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AccountId_State_Id",
                table: "Comments",
                columns: new[] { "AccountId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_CampaignId_Id",
                table: "Comments",
                columns: new[] { "CampaignId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_CampaignId_State_Id",
                table: "Comments",
                columns: new[] { "CampaignId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_Code",
                table: "Comments",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_SubscriberId_CampaignId_State_Id",
                table: "Comments",
                columns: new[] { "SubscriberId", "CampaignId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_SubscriberId_FormKey",
                table: "Comments",
                columns: new[] { "SubscriberId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_SubscriberId_MadeAt_Id",
                table: "Comments",
                columns: new[] { "SubscriberId", "MadeAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Comments");

            migrationBuilder.DropColumn(
                name: "Comments",
                table: "Campaigns");
        }
    }
}
