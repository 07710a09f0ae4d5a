-- Which dispatches cite which: by number; symbol and date are compared by whoever asks, because they
-- are spelled in many ways.

CREATE INDEX dispatch_by_number ON dispatch (office_id, number);
CREATE INDEX legal_basis_by_number ON legal_basis (office_id, number);
