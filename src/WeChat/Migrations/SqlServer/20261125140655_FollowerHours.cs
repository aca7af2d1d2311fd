using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WeixinWeChat.Core.Storage;

#nullable disable

namespace WeixinWeChat.WeChat.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class FollowerHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.GuardAuditChain();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FollowerHours");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Subscribers_Edition",
                table: "Subscribers");

            migrationBuilder.DropCheckConstraint(
                name: "CK_OfficialAccounts_Edition",
                table: "OfficialAccounts");
        }
    }
}
