"""From texts to happenings: copies made distinct, events of several reports merged into stories."""
