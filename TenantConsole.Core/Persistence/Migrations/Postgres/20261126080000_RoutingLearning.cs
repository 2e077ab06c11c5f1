using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TenantConsole.Core.Persistence.Migrations.Postgres
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
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    source = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    from_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    until_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    policy_before = table.Column<string>(type: "text", nullable: false),
                    policy_after = table.Column<string>(type: "text", nullable: false),
                    calibration_version = table.Column<int>(type: "integer", nullable: true),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    expected = table.Column<long>(type: "bigint", nullable: false),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    totals = table.Column<string>(type: "text", nullable: false),
                    flips_kept = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
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
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    usage_record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    label = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    prompt = table.Column<string>(type: "text", nullable: true),
                    expires_utc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    job_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    conversation_turns = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    complexity_before = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    complexity_after = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    model_before = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    class_before = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    model_after = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    class_after = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    cost_before_pico_usd = table.Column<long>(type: "bigint", nullable: true),
                    cost_after_pico_usd = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
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
