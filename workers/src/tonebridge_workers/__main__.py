"""`python -m tonebridge_workers`."""

from tonebridge_workers.main import main

if __name__ == "__main__":
    main()
