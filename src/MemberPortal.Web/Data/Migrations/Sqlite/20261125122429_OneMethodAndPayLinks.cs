using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MemberPortal.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OneMethodAndPayLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "MemberId",
                table: "ChargeAttempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "LastAttemptId",
                table: "PaymentMethods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "LastDeclineCountedOn",
                table: "PaymentMethods",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ExpectedOn",
                table: "ChargeAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "KeepsMethod",
                table: "ChargeAttempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "PayLinkId",
                table: "ChargeAttempts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PaymentIntentId",
                table: "ChargeAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ProcessingSince",
                table: "ChargeAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProviderMethodId",
                table: "ChargeAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReceiptTo",
                table: "ChargeAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Way",
                table: "ChargeAttempts",
                type: "TEXT",
                nullable: false,
                defaultValue: "Page");

            migrationBuilder.CreateTable(
                name: "AttemptClaims",
                columns: table => new
                {
                    AttemptId = table.Column<string>(type: "TEXT", nullable: false),
                    InvoiceId = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttemptClaims", x => new { x.AttemptId, x.InvoiceId });
                    table.CheckConstraint("CK_AttemptClaims_Amount", "\"Amount\" > 0");
                    table.ForeignKey(
                        name: "FK_AttemptClaims_ChargeAttempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "ChargeAttempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AttemptClaims_Invoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "Invoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            // What an attempt pays moves from the attempt to its claims, before its column goes.
            migrationBuilder.Sql(
                """
                INSERT INTO "AttemptClaims" ("AttemptId", "InvoiceId", "Position", "Amount", "ReleasedAt")
                SELECT "Id", "InvoiceId", 1, "Amount", "FinishedAt" FROM "ChargeAttempts";
                UPDATE "ChargeAttempts" SET "MemberId" = (SELECT "MemberId" FROM "Invoices" WHERE "Invoices"."Id" = "ChargeAttempts"."InvoiceId");
                """);

            migrationBuilder.DropForeignKey(
                name: "FK_ChargeAttempts_Invoices_InvoiceId",
                table: "ChargeAttempts");

            migrationBuilder.DropIndex(
                name: "IX_ChargeAttempts_InvoiceId_StartedAt",
                table: "ChargeAttempts");

            migrationBuilder.DropIndex(
                name: "IX_ChargeAttempts_OnePending",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "InvoiceId",
                table: "ChargeAttempts");

            migrationBuilder.CreateTable(
                name: "MethodSetups",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    CheckoutId = table.Column<string>(type: "TEXT", nullable: true),
                    PageExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DeclineCode = table.Column<string>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodSetups", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MethodSetups_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PayLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    InvoiceId = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PayLinks_Invoices_InvoiceId",
                        column: x => x.InvoiceId,
                        principalTable: "Invoices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RetiredMethods",
                columns: table => new
                {
                    ProviderMethodId = table.Column<string>(type: "TEXT", nullable: false),
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    NextTryAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    DetachedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetiredMethods", x => x.ProviderMethodId);
                    table.ForeignKey(
                        name: "FK_RetiredMethods_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMethods_LastAttemptId",
                table: "PaymentMethods",
                column: "LastAttemptId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMethods_ProviderMethodId",
                table: "PaymentMethods",
                column: "ProviderMethodId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChargeAttempts_MemberId",
                table: "ChargeAttempts",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeAttempts_PayLinkId",
                table: "ChargeAttempts",
                column: "PayLinkId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeAttempts_PaymentIntentId",
                table: "ChargeAttempts",
                column: "PaymentIntentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChargeAttempts_Pending",
                table: "ChargeAttempts",
                column: "StartedAt",
                filter: "\"State\" = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_AttemptClaims_OnePending",
                table: "AttemptClaims",
                column: "InvoiceId",
                unique: true,
                filter: "\"ReleasedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MethodSetups_CheckoutId",
                table: "MethodSetups",
                column: "CheckoutId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MethodSetups_OnePending",
                table: "MethodSetups",
                column: "MemberId",
                unique: true,
                filter: "\"State\" = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_PayLinks_InvoiceId",
                table: "PayLinks",
                column: "InvoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_PayLinks_TokenHash",
                table: "PayLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RetiredMethods_MemberId",
                table: "RetiredMethods",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_RetiredMethods_Waiting",
                table: "RetiredMethods",
                column: "NextTryAt",
                filter: "\"DetachedAt\" IS NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_ChargeAttempts_Members_MemberId",
                table: "ChargeAttempts",
                column: "MemberId",
                principalTable: "Members",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_ChargeAttempts_PayLinks_PayLinkId",
                table: "ChargeAttempts",
                column: "PayLinkId",
                principalTable: "PayLinks",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_PaymentMethods_ChargeAttempts_LastAttemptId",
                table: "PaymentMethods",
                column: "LastAttemptId",
                principalTable: "ChargeAttempts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_ChargeAttempts_Members_MemberId",
                table: "ChargeAttempts");

            migrationBuilder.DropForeignKey(
                name: "FK_ChargeAttempts_PayLinks_PayLinkId",
                table: "ChargeAttempts");

            migrationBuilder.DropForeignKey(
                name: "FK_PaymentMethods_ChargeAttempts_LastAttemptId",
                table: "PaymentMethods");

            migrationBuilder.DropTable(
                name: "AttemptClaims");

            migrationBuilder.DropTable(
                name: "MethodSetups");

            migrationBuilder.DropTable(
                name: "PayLinks");

            migrationBuilder.DropTable(
                name: "RetiredMethods");

            migrationBuilder.DropIndex(
                name: "IX_PaymentMethods_LastAttemptId",
                table: "PaymentMethods");

            migrationBuilder.DropIndex(
                name: "IX_PaymentMethods_ProviderMethodId",
                table: "PaymentMethods");

            migrationBuilder.DropIndex(
                name: "IX_ChargeAttempts_MemberId",
                table: "ChargeAttempts");

            migrationBuilder.DropIndex(
                name: "IX_ChargeAttempts_PayLinkId",
                table: "ChargeAttempts");

            migrationBuilder.DropIndex(
                name: "IX_ChargeAttempts_PaymentIntentId",
                table: "ChargeAttempts");

            migrationBuilder.DropIndex(
                name: "IX_ChargeAttempts_Pending",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "LastAttemptId",
                table: "PaymentMethods");

            migrationBuilder.DropColumn(
                name: "LastDeclineCountedOn",
                table: "PaymentMethods");

            migrationBuilder.DropColumn(
                name: "ExpectedOn",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "KeepsMethod",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "PayLinkId",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "PaymentIntentId",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "ProcessingSince",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "ProviderMethodId",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "ReceiptTo",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "Way",
                table: "ChargeAttempts");

            migrationBuilder.DropColumn(
                name: "MemberId",
                table: "ChargeAttempts");

            migrationBuilder.AddColumn<int>(
                name: "InvoiceId",
                table: "ChargeAttempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_ChargeAttempts_InvoiceId_StartedAt",
                table: "ChargeAttempts",
                columns: new[] { "InvoiceId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeAttempts_OnePending",
                table: "ChargeAttempts",
                column: "InvoiceId",
                unique: true,
                filter: "\"State\" = 'Pending'");

            migrationBuilder.AddForeignKey(
                name: "FK_ChargeAttempts_Invoices_InvoiceId",
                table: "ChargeAttempts",
                column: "InvoiceId",
                principalTable: "Invoices",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
