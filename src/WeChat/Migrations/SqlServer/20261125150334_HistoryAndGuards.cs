using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WeixinWeChat.Core.Storage;

#nullable disable

namespace WeixinWeChat.WeChat.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class HistoryAndGuards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RenewsAt",
                table: "SendSlots",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "ProvenAt",
                table: "PersonSessions",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AlterColumn<string>(
                name: "Subject",
                table: "Outbox",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(200)",
                oldMaxLength: 200);

            migrationBuilder.AddColumn<long>(
                name: "AuthenticatorStep",
                table: "AspNetUsers",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EndedSessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EndedSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EndedSessions_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FollowerHours",
                columns: table => new
                {
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Hour = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Scene = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Followed = table.Column<long>(type: "bigint", nullable: false),
                    Left = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowerHours", x => new { x.AccountId, x.Hour, x.Scene });
                    table.ForeignKey(
                        name: "FK_FollowerHours_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Subscribers_Edition",
                table: "Subscribers",
                sql: "\"Edition\" = 'WeChat'");

            migrationBuilder.AddCheckConstraint(
                name: "CK_OfficialAccounts_Edition",
                table: "OfficialAccounts",
                sql: "\"Edition\" = 'WeChat'");

            migrationBuilder.CreateIndex(
                name: "IX_Followings_AccountId_UnfollowedAt",
                table: "Followings",
                columns: new[] { "AccountId", "UnfollowedAt" },
                filter: "\"Blocked\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_EndedSessions_EndedAt",
                table: "EndedSessions",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_EndedSessions_SubscriberId",
                table: "EndedSessions",
                column: "SubscriberId");

            migrationBuilder.GuardAuditChain();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EndedSessions");

            migrationBuilder.DropTable(
                name: "FollowerHours");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Subscribers_Edition",
                table: "Subscribers");

            migrationBuilder.DropCheckConstraint(
                name: "CK_OfficialAccounts_Edition",
                table: "OfficialAccounts");

            migrationBuilder.DropIndex(
                name: "IX_Followings_AccountId_UnfollowedAt",
                table: "Followings");

            migrationBuilder.DropColumn(
                name: "RenewsAt",
                table: "SendSlots");

            migrationBuilder.DropColumn(
                name: "ProvenAt",
                table: "PersonSessions");

            migrationBuilder.DropColumn(
                name: "AuthenticatorStep",
                table: "AspNetUsers");

            migrationBuilder.AlterColumn<string>(
                name: "Subject",
                table: "Outbox",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(2000)",
                oldMaxLength: 2000);
        }
    }
}
