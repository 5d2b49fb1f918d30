"""Quality measured: each benchmark beside a naive baseline, the published figures and our floors."""
