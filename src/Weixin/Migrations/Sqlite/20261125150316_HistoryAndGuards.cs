using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WeixinWeChat.Core.Storage;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.Sqlite
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
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "ProvenAt",
                table: "PersonSessions",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<long>(
                name: "AuthenticatorStep",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EndedSessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 22, nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Hour = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Scene = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Followed = table.Column<long>(type: "INTEGER", nullable: false),
                    Left = table.Column<long>(type: "INTEGER", nullable: false)
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
                sql: "\"Edition\" = 'Weixin'");

            migrationBuilder.AddCheckConstraint(
                name: "CK_OfficialAccounts_Edition",
                table: "OfficialAccounts",
                sql: "\"Edition\" = 'Weixin'");

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
        }
    }
}
