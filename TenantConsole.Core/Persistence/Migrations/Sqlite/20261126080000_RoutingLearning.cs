using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TenantConsole.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RoutingLearning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "lab_runs",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    from_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    until_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    status = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    policy_before = table.Column<string>(type: "TEXT", nullable: false),
                    policy_after = table.Column<string>(type: "TEXT", nullable: false),
                    calibration_version = table.Column<int>(type: "INTEGER", nullable: true),
                    started_by = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    created_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    finished_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    expected = table.Column<long>(type: "INTEGER", nullable: false),
                    done = table.Column<long>(type: "INTEGER", nullable: false),
                    totals = table.Column<string>(type: "TEXT", nullable: false),
                    flips_kept = table.Column<int>(type: "INTEGER", nullable: false),
                    fault = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_runs", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_lab_runs_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lab_flips",
                columns: table => new
                {
                    organization_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    run_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    usage_record_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    label = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    prompt = table.Column<string>(type: "TEXT", nullable: true),
                    expires_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    job_role = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    conversation_turns = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    complexity_before = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    complexity_after = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    model_before = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    class_before = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    model_after = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    class_after = table.Column<short>(type: "INTEGER", maxLength: 40, nullable: false),
                    cost_before_pico_usd = table.Column<long>(type: "INTEGER", nullable: true),
                    cost_after_pico_usd = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lab_flips", x => new { x.organization_id, x.run_id, x.number });
                    table.ForeignKey(
                        name: "fk_lab_flips_lab_runs_organization_id_run_id",
                        columns: x => new { x.organization_id, x.run_id },
                        principalTable: "lab_runs",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_lab_flips_usage_records_organization_id_usage_record_id",
                        columns: x => new { x.organization_id, x.usage_record_id },
                        principalTable: "usage_records",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_lab_flips_organization_id_expires_utc",
                table: "lab_flips",
                columns: new[] { "organization_id", "expires_utc" },
                filter: "expires_utc IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_lab_flips_organization_id_run_id_complexity_before_number",
                table: "lab_flips",
                columns: new[] { "organization_id", "run_id", "complexity_before", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_lab_flips_organization_id_run_id_kind_number",
                table: "lab_flips",
                columns: new[] { "organization_id", "run_id", "kind", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_lab_flips_organization_id_usage_record_id",
                table: "lab_flips",
                columns: new[] { "organization_id", "usage_record_id" });

            migrationBuilder.CreateIndex(
                name: "ix_lab_runs_seen_utc",
                table: "lab_runs",
                column: "seen_utc",
                filter: "status <= 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lab_flips");

            migrationBuilder.DropTable(
                name: "lab_runs");
        }
    }
}
