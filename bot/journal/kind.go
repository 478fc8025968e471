package journal

// kind is what has to be said otherwise to one kind of database than to another.
type kind struct {
	shared    bool     // by several processes
	answer    string   // keeps one, if it is not there yet, and returns its number
	mode      string   // of an answer
	day       string   // on which it was recorded, in UTC
	secret    string   // makes that table where it is missing
	pending   string   // keeps an answer under way
	unsettled string   // those to be looked after by this process
	last      string   // number of an answer
	next      []string // has numbers go on after one
	lock      string   // keeps others from writing
}

// inFile is a file of SQLite, which belongs to one process.
func inFile() *kind {
	return &kind{
		answer: `INSERT INTO answers (surface, asker, conversation, question, standalone, asked, recorded, answer)
			VALUES (?1,?2,?3,?4,?5,?6,?7,?8) RETURNING id`,
		mode:      "json_extract(answer, '$.mode')",
		day:       "strftime('%Y-%m-%d', recorded / 1000, 'unixepoch')",
		secret:    `CREATE TABLE IF NOT EXISTS secret (only INTEGER PRIMARY KEY CHECK (only = 1), bytes BLOB NOT NULL)`,
		pending:   "INSERT INTO pending VALUES (?1, ?2) ON CONFLICT (place) DO UPDATE SET shown = excluded.shown",
		unsettled: "SELECT place, shown FROM pending",
		lock:      "SELECT 1", // every transaction does
		last:      "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'answers'",
		next: []string{
			"DELETE FROM sqlite_sequence WHERE name = 'answers' AND seq < ?1",
			"INSERT INTO sqlite_sequence (name, seq) SELECT 'answers', ?1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'answers')",
		},
	}
}

// inDatabase is a PostgreSQL with the tables that package knowledge/postgres makes.
func inDatabase() *kind {
	return &kind{
		shared: true,
		answer: `INSERT INTO answers (surface, asker, conversation, question, standalone, asked, recorded, answer, once)
			VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT (once) DO NOTHING RETURNING id`,
		mode:   "mode",
		day:    "to_char(to_timestamp(recorded / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
		secret: "SELECT 1",
		pending: `INSERT INTO pending (place, shown, process) VALUES (?1, ?2, ?3)
			ON CONFLICT (place) DO UPDATE SET shown = excluded.shown, process = excluded.process`,
		unsettled: `SELECT place, shown FROM pending WHERE process = ?1 OR NOT EXISTS
			(SELECT FROM processes WHERE name = pending.process AND seen > now() - interval '15 seconds')`,
		lock: "LOCK TABLE answers, posted, feedback, spending, settings, pending, secret IN EXCLUSIVE MODE",
		last: "SELECT coalesce((SELECT last_value FROM pg_sequences WHERE schemaname = current_schema() AND sequencename = 'answers_id_seq'), 0)",
		next: []string{"SELECT setval(pg_get_serial_sequence('answers', 'id'), greatest(?1, last_value)) FROM answers_id_seq"},
	}
}
