"""Links a labelled set with Splink and writes the scored pairs. Usage: link-with-splink.py RECORDS.csv PAIRS.csv

Columns: unique_id, first_name, surname, dob, city, email, phone, folded as Leadlens folds them.
Prints the seconds that the work took, without the import of the library.
"""

import sys
import time

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

records, pairs = sys.argv[1], sys.argv[2]
began = time.perf_counter()
connection = duckdb.connect()
table = connection.sql(
    f"""select *, split_part(email, '@', 1) as username
    from read_csv('{records}', all_varchar = true)"""
).to_arrow_table()
connection.close()

database = DuckDBAPI()
phone = cl.CustomComparison(
    output_column_name="phone",
    comparison_levels=[
        cll.NullLevel("phone"),
        cll.ExactMatchLevel("phone", term_frequency_adjustments=True),
        cll.DamerauLevenshteinLevel("phone", 1),
        cll.ElseLevel(),
    ],
)
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[
        cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.EmailComparison("email"),
        phone,
        cl.DamerauLevenshteinAtThresholds("city", 1).configure(term_frequency_adjustments=True),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("email"),
        block_on("username"),
        block_on("phone"),
        block_on("first_name", "surname"),
        block_on("surname", "city"),
        block_on("dob", "surname"),
        block_on("dob", "first_name"),
        block_on("dob", "city"),
        block_on("first_name", "city", "substr(dob, 1, 4)"),
        block_on("substr(surname, 1, 3)", "city", "substr(dob, 1, 4)"),
    ],
    retain_matching_columns=False,
)
linker = Linker(database.register(table), settings, log_level=40)
linker.training.estimate_probability_two_random_records_match(
    [block_on("email"), block_on("phone", "surname"), block_on("first_name", "surname", "dob")], recall=0.7
)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
for rule in [block_on("email"), block_on("dob"), block_on("first_name", "surname")]:
    linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
predicted = linker.inference.predict(threshold_match_probability=0.0005)
database._execute_sql_against_backend(
    f"copy (select unique_id_l, unique_id_r, match_weight from {predicted.physical_name}) to '{pairs}' (header)"
)
print(time.perf_counter() - began)
